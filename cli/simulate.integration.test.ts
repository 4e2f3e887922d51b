// `simulate` with the real ffmpeg: a scene of two seconds becomes a film and its ground truth.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { simulate } from './simulate.ts';

it('writes a film and its truth side by side', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-simulate-'));
  try {
    const scene = join(folder, 'short.yaml');
    await writeFile(
      scene,
      'version: 1\nduration: 2s\nbackdrop: corner\nsize: { width: 320, height: 180 }\nnegatives: [wall-foot]\n',
    );
    const out = join(folder, 'short.mp4');
    const truth = join(folder, 'short.truth.json');
    expect(await simulate([scene], { out, truth })).toBe(0);
    expect((await stat(out)).size).toBeGreaterThan(5000);
    expect(JSON.parse(await readFile(truth, 'utf8'))).toMatchObject({
      durationMs: 2000,
      negatives: ['wall-foot'],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
