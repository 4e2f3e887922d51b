import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeFaults } from '../../contracts/index.ts';
import { loadClips } from './clip.ts';

const site = `
version: 1
timezone: Asia/Shanghai
cameras: [{ id: yard, source: ./yard.mp4 }, { id: other, source: ./other.mp4 }]
fences:
  - { id: door, camera: yard, kind: blocked-fire-exit, polygon: [[0, 0], [1, 0], [1, 1]] }
  - { id: gate, camera: other, kind: debris-pile, polygon: [[0, 0], [1, 0], [1, 1]] }
`;
const truth = JSON.stringify({ durationMs: 9000, incidents: [], negatives: ['door'] });
const good = { 'yard.mp4': '', 'yard.site.yaml': site, 'yard.truth.json': truth };

/** What is loaded from a folder with these files. */
async function load(files: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-clips-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return { dir, result: await loadClips(dir) };
}

describe('loadClips', () => {
  it('takes the camera whose film it is, with its own fences only', async () => {
    const { dir, result } = await load(good);
    if (!result.ok) throw new Error(describeFaults(result.faults));
    const [clip, ...others] = result.clips;
    expect(others).toEqual([]);
    expect(clip).toMatchObject({
      name: 'yard',
      site: { timezone: 'Asia/Shanghai' },
      camera: { id: 'yard', source: join(dir, 'yard.mp4') },
      truth: { durationMs: 9000, negatives: ['door'] },
    });
    expect(clip?.fences.map(({ id }) => id)).toEqual(['door']);
  });

  it('takes the only camera whatever its source is', async () => {
    const only = site
      .replace(', { id: other, source: ./other.mp4 }', '')
      .replace('./yard.mp4', 'rtsp://10.0.0.7/live')
      .replace(/.*id: gate.*\n/, '');
    const { dir, result } = await load({ ...good, 'yard.site.yaml': only });
    expect(result.ok && result.clips[0]?.camera.source).toBe(join(dir, 'yard.mp4'));
  });

  it('gives clips in order of name and leaves other files alone', async () => {
    const entries = ['b', 'a'].flatMap((name) =>
      Object.entries(good).map(([file, text]) => [
        file.replace('yard', name),
        text.replace('./yard.mp4', `./${name}.mp4`),
      ]),
    );
    const { result } = await load({
      ...(Object.fromEntries(entries) as typeof good),
      'README.md': 'x',
      'notes.json': '{',
    });
    expect(result.ok && result.clips.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  const faulty: [string, Record<string, string>, RegExp][] = [
    ['an empty folder', {}, /expected NAME\.mp4, NAME\.site\.yaml and NAME\.truth\.json/],
    [
      'a film without its truth',
      { 'yard.mp4': '', 'yard.site.yaml': site },
      /^yard: yard\.truth\.json missing in /,
    ],
    [
      'a truth without its film',
      { 'yard.truth.json': truth },
      /yard\.mp4 and yard\.site\.yaml missing/,
    ],
    [
      'a site file with a fault',
      { ...good, 'yard.site.yaml': site.replace('timezone', 'zone') },
      /yard\.site\.yaml: zone: unknown key/,
    ],
    [
      'a site file with two cameras, none of them for this film',
      { ...good, 'yard.site.yaml': site.replace('./yard.mp4', './x.mp4') },
      /yard\.site\.yaml: expected one camera, or one whose source is yard\.mp4/,
    ],
    ['a truth that is no JSON', { ...good, 'yard.truth.json': '{' }, /^yard\.truth\.json: /],
    [
      'a truth that names another fence',
      { ...good, 'yard.truth.json': truth.replace('door', 'gate') },
      /yard\.truth\.json: negatives\[0\]: expected a fence of the clip \(door\), got "gate"/,
    ],
  ];
  it.each(faulty)('refuses %s', async (_, files, message) => {
    const { result } = await load(files);
    expect(result.ok ? '' : describeFaults(result.faults)).toMatch(message);
  });

  it('refuses a folder that is not there', async () => {
    const result = await loadClips('/nowhere/at/all');
    expect(result.ok ? '' : describeFaults(result.faults)).toMatch(/cannot be read/);
  });

  it('names the faults of all clips at once', async () => {
    const { result } = await load({ 'a.mp4': '', 'b.mp4': '' });
    expect(result.ok ? 0 : result.faults.length).toBe(2);
  });
});
