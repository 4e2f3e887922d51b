// Renders short scenes with the real ffmpeg and checks the file with ffprobe.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedFilm, filmName } from '../film-cache.ts';
import { parseScene, type Scene, type SceneFile } from '../scene.ts';
import { renderFilm } from './encode.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-encode-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function scene(more: Partial<SceneFile> = {}): Scene {
  const result = parseScene({
    version: 1,
    duration: '5s',
    backdrop: 'street',
    size: { width: 320, height: 180 },
    actors: [
      {
        type: 'walker',
        at: '0s',
        path: [
          [0.1, 0.55],
          [0.9, 0.55],
        ],
      },
    ],
    ...more,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.scene;
}

async function probe(file: string, entries: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    entries,
    '-of',
    'csv=p=0',
    file,
  ]);
  return stdout.trim().split('\n');
}

describe('renderFilm', () => {
  it('writes H.264 with the size, rate and length of the scene', async () => {
    const file = join(folder, 'plain.mp4');
    const done: number[] = [];
    await renderFilm(scene(), file, { onProgress: (frames) => done.push(frames) });
    const [stream] = await probe(
      file,
      'stream=codec_name,width,height,pix_fmt,r_frame_rate,nb_frames',
    );
    expect(stream).toBe('h264,320,180,yuv420p,10/1,50');
    expect(done.at(-1)).toBe(50);
    expect(await readdir(folder)).toEqual(['plain.mp4']);
  });

  it('has a key frame every two seconds, no others, and no B-frames', async () => {
    const file = join(folder, 'gop.mp4');
    await renderFilm(scene({ fps: 5, light: { steps: [{ at: '3s', level: 0.4 }] } }), file);
    const lines = await probe(file, 'frame=pict_type');
    const types = lines.map((line) => line.charAt(0)).filter(Boolean);
    const keys = types.flatMap((type, index) => (type === 'I' ? [index] : []));
    expect(keys).toEqual([0, 10, 20]);
    expect(types).not.toContain('B');
  });

  it('leaves no file behind when it is stopped', async () => {
    const target = join(folder, 'stopped.mp4');
    const stop = new AbortController();
    const rendering = renderFilm(scene({ duration: '30s' }), target, {
      signal: stop.signal,
      onProgress: (done) => {
        if (done === 5) stop.abort();
      },
    });
    await expect(rendering).rejects.toThrow('rendering was stopped');
    expect((await readdir(folder)).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('cachedFilm', () => {
  it('renders a scene once, and again after the scene has changed', async () => {
    const cache = join(folder, 'cache');
    const first = await cachedFilm(
      { name: 'a', scene: scene({ duration: '1s' }) },
      { folder: cache },
    );
    const again = await cachedFilm(
      { name: 'a', scene: scene({ duration: '1s' }) },
      { folder: cache },
    );
    const edited = await cachedFilm(
      { name: 'a', scene: scene({ duration: '1s', seed: 9 }) },
      { folder: cache },
    );
    expect([first.isFresh, again.isFresh, edited.isFresh]).toEqual([true, false, true]);
    expect(again.file).toBe(first.file);
    expect(edited.file).not.toBe(first.file);
  });

  it('ignores the film of another generator version', () => {
    const named = { name: 'a', scene: scene() };
    expect(filmName(named, 1)).not.toBe(filmName(named, 2));
  });
});
