// `fencewatch simulate`: renders scenes to a file with their ground truth, or serves them over RTSP like cameras. Exit code 0; 2
// for bad usage or a bad scene.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { describeFaults } from '../contracts/index.ts';
import { createBackdrop } from '../simulator/backdrops/create-backdrop.ts';
import { cachedFilm } from '../simulator/film-cache.ts';
import { renderFilm } from '../simulator/render/encode.ts';
import { startRtspServer } from '../simulator/rtsp.ts';
import { loadScene, type NamedScene } from '../simulator/scene-file.ts';
import { truthOf } from '../simulator/truth.ts';
import { portFault } from './option-values.ts';
import { packageRoot } from '../host/package-root.ts';
import { createProgress } from './simulate-progress.ts';

export interface SimulateOptions {
  rtsp?: number;
  out?: string;
  truth?: string;
}

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('render scenes to H.264 and serve them over RTSP, or write one to a file')
    .argument('<scene...>', 'scene files, YAML; each is served at its name, such as /street')
    .option('--rtsp <port>', 'serve over RTSP until Ctrl-C; 0 chooses a free port', parsePort)
    .option('--out <file>', 'write the (one) scene as mp4')
    .option('--truth <file>', 'write what really happens in the (one) scene as JSON')
    .action(async (files: string[], options: SimulateOptions) => {
      process.exitCode = await simulate(files, options);
    });
}

/** Returns the exit code. */
export async function simulate(files: readonly string[], options: SimulateOptions): Promise<0 | 2> {
  const misuse = misuseOf(files, options);
  if (misuse !== null) return refuse(misuse);
  const scenes: NamedScene[] = [];
  for (const file of files) {
    const result = await loadScene(file);
    if (!result.ok) return refuse(`${file}:\n${describeFaults(result.faults)}`);
    scenes.push(result);
  }
  if (new Set(scenes.map(({ name }) => name)).size < scenes.length)
    return refuse('two scenes have the same name: each needs its own address');
  for (const named of scenes) await writeFiles(named, options);
  if (options.rtsp !== undefined) await serve(scenes, options.rtsp);
  return 0;
}

/** Cached films of scenes by mount path; renders the missing ones. */
export async function filmScenes(scenes: readonly NamedScene[]): Promise<Record<string, string[]>> {
  const folder = join(packageRoot(), '.cache', 'scenes');
  const mounts: Record<string, string[]> = {};
  for (const named of scenes) {
    const progress = createProgress(named.name);
    const { file } = await cachedFilm(named, { folder, onProgress: progress.update });
    progress.stop();
    mounts[`/${named.name}`] = [file];
  }
  return mounts;
}

function misuseOf(files: readonly string[], { rtsp, out, truth }: SimulateOptions): string | null {
  if (rtsp === undefined && out === undefined && truth === undefined)
    return 'say what to do with the scene: --rtsp PORT, --out FILE or --truth FILE';
  if (files.length > 1 && (out !== undefined || truth !== undefined))
    return `--out and --truth take one scene, got ${files.length}`;
  return null;
}

async function writeFiles(named: NamedScene, { out, truth }: SimulateOptions): Promise<void> {
  const { scene, name } = named;
  if (out !== undefined) {
    const progress = createProgress(name);
    await renderFilm(scene, out, { onProgress: progress.update });
    progress.stop();
  }
  if (truth === undefined) return;
  const told = truthOf(scene, createBackdrop(scene.backdrop).ground);
  await writeFile(truth, `${JSON.stringify(told, null, 1)}\n`);
}

async function serve(scenes: readonly NamedScene[], port: number): Promise<void> {
  const mounts = await filmScenes(scenes);
  const server = await startRtspServer({ mounts, port, clock: 'first-client' });
  for (const path of Object.keys(mounts)) console.log(`${server.url}${path}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}

function parsePort(text: string): number {
  const fault = portFault(text);
  if (fault !== null) throw new InvalidArgumentError(fault);
  return Number(text);
}
