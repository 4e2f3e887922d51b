// `fencewatch bench replay`: analyses films, stores the same data as a bundle, and judges each incident again. Exit code 0: all
// identical, bit for bit; 1: something differs, or a film cannot be read; 2: bad usage, or no incident to compare.
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { describeFaults, type Camera, type Site } from '../contracts/index.ts';
import {
  exitCodeOf,
  filmText,
  judgeFilm,
  totalText,
  type JudgedFilm,
} from '../bench/replay/judge-films.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { packageRoot } from '../host/package-root.ts';
import { resolveModel } from '../models/index.ts';
import { loadScene, type NamedScene } from '../simulator/scene-file.ts';
import { modelsFolder } from './models-folder.ts';
import { filmScenes } from './simulate.ts';
import { loadSite } from './site-file.ts';

export interface BenchReplayOptions {
  demo?: boolean;
  json?: boolean;
  models: string;
}

export function benchReplayCommand(): Command {
  return new Command('replay')
    .description('judge every incident of recordings again, from the content of a bundle')
    .argument('[site...]', 'site files whose cameras have recordings as sources')
    .option('--demo', 'also the films of the demo; missing ones are rendered first')
    .option('--json', 'print one JSON object for each recording')
    .option('--models <dir>', 'models folder', modelsFolder())
    .action(async (sites: string[], options: BenchReplayOptions) => {
      process.exitCode = await benchReplay(sites, options);
    });
}

interface Source {
  site: Site;
  camera: Camera;
}

export async function benchReplay(
  sites: readonly string[],
  options: BenchReplayOptions,
): Promise<0 | 1 | 2> {
  const sources = await sourcesOf(sites, options.demo ?? false);
  if (typeof sources === 'string') {
    console.error(sources);
    return 2;
  }
  const films: JudgedFilm[] = [];
  for (const source of sources) {
    const film = await judge(source, options.models);
    films.push(film);
    console.log(options.json ? JSON.stringify(film) : filmText(film));
  }
  if (!options.json) console.log(totalText(films));
  return exitCodeOf(films);
}

async function judge({ site, camera }: Source, models: string): Promise<JudgedFilm> {
  const model = await resolveModel({ name: camera.analysis.model, dir: models });
  const detector = await createDetector({ model });
  try {
    return await judgeFilm(basename(camera.source), { site, camera, detector });
  } finally {
    await detector.close();
  }
}

/** The reason why there are none, as text. */
async function sourcesOf(files: readonly string[], isDemo: boolean): Promise<Source[] | string> {
  const sources: Source[] = [];
  for (const file of files) {
    const loaded = await loadSite(file);
    if (!loaded.ok) return `${file}: ${describeFaults(loaded.faults)}`;
    sources.push(...loaded.site.cameras.map((camera) => ({ site: loaded.site, camera })));
  }
  if (isDemo) sources.push(...(await demoSources()));
  const stream = sources.find(({ camera }) => /^rtsps?:/.test(camera.source));
  if (stream !== undefined) return `${stream.camera.id}: expected a film as source, got a stream`;
  return sources.length > 0 ? sources : 'expected a site file or --demo, got none';
}

/** The address of a camera of the demo ends in the name of its scene. */
async function demoSources(): Promise<Source[]> {
  const folder = join(packageRoot(), 'simulator', 'scenes');
  const loaded = await loadSite(join(folder, 'site.yaml'), {
    ...process.env,
    FENCEWATCH_DEMO_RTSP: 'rtsp://127.0.0.1',
  });
  if (!loaded.ok) throw new Error(describeFaults(loaded.faults));
  const { site } = loaded;
  const scenes: NamedScene[] = [];
  for (const { source } of site.cameras) {
    const scene = await loadScene(join(folder, `${basename(source)}.yaml`));
    if (!scene.ok) throw new Error(describeFaults(scene.faults));
    scenes.push(scene);
  }
  const mounts = await filmScenes(scenes);
  return site.cameras.map((camera) => {
    const [film = camera.source] = mounts[`/${basename(camera.source)}`] ?? [];
    return { site, camera: { ...camera, source: film } };
  });
}
