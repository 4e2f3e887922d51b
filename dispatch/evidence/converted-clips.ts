// Copies of clips in H.264, which every browser plays, for clips in codecs such as H.265. A copy is made by ffmpeg on request, one
// at a time, kept for a while, and marked as a copy inside the file. The clip itself is not changed. Takes the path of a clip;
// returns the path of its copy, or why there is none.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { blurFilter, writeMask } from './blur/blur-clip.ts';
import type { BlurAreas } from './blur/blur-areas.ts';
import { createWorkLimit } from '../auth/work-limit.ts';
import type { LyingFile } from './small-pictures.ts';

export type ConvertedClip =
  | { ok: true; copy: LyingFile }
  /** `busy`: this or another copy is being made; try again. */
  | { ok: false; reason: 'busy' }
  | { ok: false; reason: 'no-converter' }
  | { ok: false; reason: 'not-convertible'; detail: string };

export interface ConvertedClips {
  /**
   * @param sha256 of the clip, which the copy names
   * @param blurred where the copy is blurred; absent for nowhere
   */
  of(clip: LyingFile, sha256: string, blurred?: BlurAreas): Promise<ConvertedClip>;
  /** Removes its copies; to be called while the clip still exists. */
  forget(clip: LyingFile): Promise<void>;
}

export interface ConverterOptions {
  /** Replaced in tests. */
  program?: string;
  /** How long an answer waits for the copy; the conversion continues after that. */
  patienceMs?: number;
  mostCopies?: number;
}

const usual = {
  program: process.env['FFMPEG_PATH'] ?? 'ffmpeg',
  patienceMs: 8000,
  mostCopies: 40,
};
/** Even a slow machine converts a clip of five minutes in less. */
const mostMs = 20 * 60_000;

export function createConvertedClips(
  dataDir: string,
  options: ConverterOptions = {},
): ConvertedClips {
  const { program, patienceMs, mostCopies } = { ...usual, ...options };
  const folder = join(dataDir, 'converted-clips');
  const work = createWorkLimit({ parallel: 1, waiting: 4 });
  const making = new Map<string, Promise<ConvertedClip>>();
  const make = async (file: string, wish: Omit<Conversion, 'program' | 'target'>) => {
    const target = join(folder, file);
    const made = await work.run(() => convert({ program, target, ...wish }));
    if (made === 'busy') return { ok: false, reason: 'busy' } as const;
    if (!made.ok) return made;
    await dropOldest(folder, mostCopies);
    return { ok: true, copy: { folder, file } } as const;
  };
  return {
    of: async (clip, sha256, blurred) => {
      const name = await nameOf(clip);
      const file = name === null ? null : fileOf(name, blurred);
      if (file === null) return notConvertible('the clip is not there');
      const target = join(folder, file);
      if ((await stat(target).catch(() => null)) !== null) {
        await utimes(target, new Date(), new Date()).catch(() => undefined);
        return { ok: true, copy: { folder, file } };
      }
      const source = join(clip.folder, clip.file);
      const one: Promise<ConvertedClip> =
        making.get(file) ?? make(file, { source, sha256, blurred });
      making.set(file, one);
      const forget = () => making.delete(file);
      void one.then(forget, forget);
      return Promise.race([one, laterBusy(patienceMs)]);
    },
    forget: (clip) => forgetCopies(folder, clip),
  };
}

async function forgetCopies(folder: string, clip: LyingFile): Promise<void> {
  const name = await nameOf(clip);
  if (name === null) return;
  const made = (await readdir(folder).catch(() => [])).filter((file) => file.startsWith(name));
  for (const file of made) await rm(join(folder, file), { force: true });
}

function notConvertible(detail: string): ConvertedClip & { ok: false } {
  return { ok: false, reason: 'not-convertible', detail };
}

function laterBusy(ms: number): Promise<ConvertedClip> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve({ ok: false, reason: 'busy' });
    }, ms).unref();
  });
}

/** A new clip under the same name gets a new copy. */
async function nameOf({ folder, file }: LyingFile): Promise<string | null> {
  const source = join(folder, file);
  const found = await stat(source).catch(() => null);
  if (found === null) return null;
  const about = `${source}\n${found.size}\n${found.mtimeMs}`;
  return createHash('sha256').update(about).digest('hex');
}

function fileOf(name: string, blurred: BlurAreas | undefined): string {
  if (blurred === undefined) return `${name}.mp4`;
  const areas = createHash('sha256').update(JSON.stringify(blurred)).digest('hex');
  return `${name}-blurred-${areas.slice(0, 16)}.mp4`;
}

interface Conversion {
  program: string;
  source: string;
  target: string;
  sha256: string;
  blurred: BlurAreas | undefined;
}

type Outcome = { ok: true } | (ConvertedClip & { ok: false });

/** Either complete under its name or absent. */
async function convert(conversion: Conversion): Promise<Outcome> {
  const { program, source, target, sha256, blurred } = conversion;
  const part = `${target}.${randomUUID()}.part.mp4`;
  const mask = blurred === undefined ? null : `${part}.mask.part.png`;
  try {
    await mkdir(join(target, '..'), { recursive: true });
    if (mask !== null && blurred !== undefined) await writeMask(blurred, mask);
    const outcome = await runProgram(program, argumentsOf({ source, part, sha256, mask }));
    if (outcome.ok) await rename(part, target);
    return outcome;
  } catch (error) {
    return notConvertible(error instanceof Error ? error.message : String(error));
  } finally {
    for (const file of [part, mask ?? part]) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Each picture keeps its time, so that observations can be drawn over the copy as over the clip. */
interface Job {
  source: string;
  part: string;
  sha256: string;
  mask: string | null;
}

function argumentsOf(job: Job): string[] {
  const input = ['-protocol_whitelist', 'file', '-f', 'mov', '-i', `file:${job.source}`];
  const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'];
  const plain = ['-map', '0:v:0', '-vf', "scale='trunc(min(1920,iw)/2)*2':-2"];
  const pictures =
    job.mask === null
      ? plain
      : ['-i', `file:${job.mask}`, '-filter_complex', blurFilter, '-map', '[out]'];
  const times = ['-copyts', '-bf', '0', '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  const copy = job.mask === null ? 'Converted' : 'Blurred';
  const note = `${copy} copy, not the evidence itself. SHA-256 of the clip: ${job.sha256}`;
  const mark = ['-map_metadata', '-1', '-metadata', `comment=${note}`, '-movflags', '+faststart'];
  const quiet = ['-nostdin', '-hide_banner', '-loglevel', 'error'];
  return [...quiet, ...input, ...pictures, '-an', ...coding, ...times, ...mark, job.part];
}

function runProgram(program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: mostMs });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said = (said + data.toString('utf8')).slice(-500);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'ENOENT'
          ? { ok: false, reason: 'no-converter' }
          : notConvertible(error.message),
      );
    });
    child.once('close', (code) => {
      resolve(
        code === 0 ? { ok: true } : notConvertible(said.trim() || `ffmpeg ended with ${code}`),
      );
    });
  });
}

/** A copy can be made again. */
export async function dropOldest(folder: string, most: number): Promise<void> {
  const files = (await readdir(folder)).filter((name) => !name.includes('.part.'));
  if (files.length <= most) return;
  const aged = await Promise.all(
    files.map(async (file) => ({
      file,
      at: (await stat(join(folder, file)).catch(() => null))?.mtimeMs ?? 0,
    })),
  );
  const oldest = aged.sort((a, b) => a.at - b.at).slice(0, files.length - most);
  for (const { file } of oldest) await rm(join(folder, file), { force: true });
}
