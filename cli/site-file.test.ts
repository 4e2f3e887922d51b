// Reads real site files in a temporary folder.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSite, parseYaml } from './site-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-site-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function load(text: string, environment = {}) {
  const path = join(folder, 'site.yaml');
  await writeFile(path, text);
  return loadSite(path, environment);
}

const withSource = (source: string) =>
  `version: 1\ntimezone: UTC\ncameras:\n  - { id: a, source: ${source} }\n`;

describe('loadSite', () => {
  it('returns the site of a good file', async () => {
    const result = await load(withSource('rtsp://camera/1'));
    expect(result).toMatchObject({ ok: true, site: { cameras: [{ id: 'a' }] } });
  });

  it.each([
    [
      'a path beside the site file becomes absolute',
      './clip.mp4',
      (at: string) => `${at}/clip.mp4`,
    ],
    [
      'a path one folder up becomes absolute',
      '../clip.mp4',
      (at: string) => join(at, '../clip.mp4'),
    ],
    ['an absolute path stays', '/srv/clip.mp4', () => '/srv/clip.mp4'],
    ['an address stays', 'rtsp://camera/1', () => 'rtsp://camera/1'],
  ])('%s', async (_, source, expected) => {
    const result = await load(withSource(source));
    expect(result.ok && result.site.cameras[0]?.source).toBe(expected(folder));
  });

  it('expands variables before it checks whether a source is a path', async () => {
    const result = await load(withSource('"${RTSP}/street"'), { RTSP: 'rtsp://127.0.0.1:8554' });
    expect(result.ok && result.site.cameras[0]?.source).toBe('rtsp://127.0.0.1:8554/street');
  });

  it('refuses an empty file', async () => {
    expect(await load('')).toMatchObject({ ok: false, faults: [{ path: '' }] });
  });

  it('refuses an endless file before it fills the memory', async () => {
    const result = await loadSite('/dev/zero', {});
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toContain('bytes at most');
  });

  it('reports a missing file', async () => {
    const result = await loadSite(join(folder, 'absent.yaml'), {});
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.faults[0]?.message).toMatch(/^cannot be read: .*no such file/);
  });

  it('passes on the faults of the content with their paths', async () => {
    const result = await load(withSource('rtsp://camera/1').replace('UTC', 'Mars/Olympus'));
    expect(result).toMatchObject({ ok: false, faults: [{ path: 'timezone' }] });
  });
});

describe('parseYaml', () => {
  it.each([
    ['a bracket that is not closed', 'a: [1, 2\nb: 3\n', /^line 2, column \d+$/],
    ['a key that stands twice', 'a: 1\na: 2\n', /^line 2, column 1$/],
    ['an unknown tag', 'a: !camera b\n', /^line 1, column 4$/],
  ])('names line and column of %s', (_, text, place) => {
    const result = parseYaml(text);
    expect(!result.ok && result.faults[0]?.path).toMatch(place);
  });

  it('never repeats the text around a fault', () => {
    const result = parseYaml('password: hunter2\npassword: hunter2\n  bad: [\n');
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('refuses aliases that would expand too far', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed'].map((pair) => pair.split('')))
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(', ')}]`);
    expect(parseYaml(bomb.join('\n')).ok).toBe(false);
  });

  it('gives null for an empty text', () => {
    expect(parseYaml('')).toEqual({ ok: true, value: null });
  });

  it.each(['[', '{a: ', '- '])('refuses a text that is nested too deep, in words: %j', (part) => {
    const parsed = parseYaml(part.repeat(20_000));
    expect(parsed.ok ? '' : parsed.faults[0]?.message).toBe('lists and maps are nested too deep');
  });
});
