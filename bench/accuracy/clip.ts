// The clips of a folder: for each NAME.mp4 a NAME.site.yaml with camera and fences, and a NAME.truth.json with its ground truth.
// Returns all clips by name, or every fault of every file: an incomplete measurement would mislead.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadSite } from '../../cli/site-file.ts';
import type { Camera, Fault, Fence, Site } from '../../contracts/index.ts';
import { parseTruth, type Truth } from './truth.ts';

export interface Clip {
  name: string;
  /** The camera; its source is the clip. */
  camera: Camera;
  /** The camera's own. */
  fences: Fence[];
  site: Pick<Site, 'timezone' | 'calendar'>;
  truth: Truth;
}

export type ClipsResult = { ok: true; clips: Clip[] } | { ok: false; faults: Fault[] };
type ClipResult = { ok: true; clip: Clip } | { ok: false; faults: Fault[] };

const endings = ['.mp4', '.site.yaml', '.truth.json'] as const;

export async function loadClips(dir: string): Promise<ClipsResult> {
  const files = await readdir(dir).catch(messageOf);
  if (typeof files === 'string') return fail('', `${dir} cannot be read: ${files}`);
  const names = [...new Set(files.flatMap(clipNameOf))].sort();
  if (names.length === 0)
    return fail('', `expected NAME.mp4, NAME.site.yaml and NAME.truth.json in ${dir}, got none`);
  const results = await Promise.all(names.map((name) => loadClip(dir, name, files)));
  const faults = results.flatMap((result) => (result.ok ? [] : result.faults));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, clips: results.flatMap((result) => (result.ok ? [result.clip] : [])) };
}

/** The clip name of a file, as a list of one or none. */
function clipNameOf(file: string): string[] {
  const ending = endings.find((one) => file.endsWith(one) && file.length > one.length);
  return ending === undefined ? [] : [file.slice(0, -ending.length)];
}

async function loadClip(dir: string, name: string, files: readonly string[]): Promise<ClipResult> {
  const missing = endings.map((ending) => name + ending).filter((file) => !files.includes(file));
  if (missing.length > 0) return fail(name, `${missing.join(' and ')} missing in ${dir}`);
  const site = await loadSite(join(dir, `${name}.site.yaml`));
  if (!site.ok) return { ok: false, faults: within(`${name}.site.yaml`, site.faults) };
  const camera = cameraOf(site.site, `${name}.mp4`);
  if (!camera)
    return fail(`${name}.site.yaml`, `expected one camera, or one whose source is ${name}.mp4`);
  const fences = site.site.fences.filter((fence) => fence.camera === camera.id);
  const truth = await loadTruth(dir, name, fences);
  if (!truth.ok) return truth;
  const source = join(dir, `${name}.mp4`);
  const { timezone, calendar } = site.site;
  return {
    ok: true,
    clip: {
      name,
      camera: { ...camera, source },
      fences,
      site: { timezone, calendar },
      truth: truth.truth,
    },
  };
}

function cameraOf({ cameras }: Site, film: string): Camera | undefined {
  const named = cameras.filter(({ source }) => basename(source) === film);
  const [one, ...others] = named.length > 0 ? named : cameras;
  return others.length === 0 ? one : undefined;
}

async function loadTruth(dir: string, name: string, fences: readonly Fence[]) {
  const file = `${name}.truth.json`;
  const content = parseJson(await readFile(join(dir, file), 'utf8'));
  if (!content.ok) return fail(file, content.message);
  const result = parseTruth(content.value, fences);
  return result.ok ? result : { ok: false as const, faults: within(file, result.faults) };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function within(file: string, faults: readonly Fault[]): Fault[] {
  return faults.map(({ path, message }) => ({ path: path ? `${file}: ${path}` : file, message }));
}

function fail(path: string, message: string): { ok: false; faults: Fault[] } {
  return { ok: false, faults: [{ path, message }] };
}
