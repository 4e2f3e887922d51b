// `fencewatch site` as a user runs it: its output and exit code.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { siteFileJsonSchema } from '../contracts/index.ts';
import { siteCommand } from './site.ts';

let folder: string;
let exitCodeBefore: typeof process.exitCode;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-site-'));
  exitCodeBefore = process.exitCode;
  process.exitCode = undefined;
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = exitCodeBefore;
  await rm(folder, { recursive: true });
});

async function run(...words: string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => lines.err.push(line));
  await siteCommand().parseAsync(words, { from: 'user' });
  return { out: lines.out.join('\n'), err: lines.err.join('\n'), exitCode: process.exitCode };
}

async function check(text: string) {
  const file = join(folder, 'site.yaml');
  await writeFile(file, text);
  return { file, ...(await run('check', file)) };
}

const good = `
version: 1
name: Linzi
timezone: Asia/Shanghai
cameras:
  - { id: gate, source: clip.mp4 }
fences:
  - { id: exit, camera: gate, kind: blocked-fire-exit, polygon: [[0, 0], [1, 0], [1, 1]] }
  - { id: yard, camera: gate, kind: debris-pile, polygon: [[0, 0], [1, 0], [0, 1]] }
`;

describe('fencewatch site check', () => {
  it('summarises a good file and exits with 0', async () => {
    const { file, out, err, exitCode } = await check(good);
    expect(out).toContain(`${file}: good. Linzi, Asia/Shanghai`);
    expect(out).toContain('2 (1 blocked-fire-exit, 1 debris-pile)');
    expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
  });

  it('prints every fault as file, path, message and exits with 2', async () => {
    const { file, err, out, exitCode } = await check(
      good
        .replace('camera: gate, kind: debris', 'camera: gaet, kind: debris')
        .replace('id: yard', 'id: exit'),
    );
    expect(err.split('\n')).toEqual([
      `${file}: fences[1].id: "exit" is already the id of fences[0]`,
      `${file}: fences[1].camera: expected the id of a camera in this file, got "gaet"`,
    ]);
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 2 });
  });

  it('names the line of a YAML fault', async () => {
    const { file, err, exitCode } = await check('version: 1\ncameras: [\n');
    expect(err).toContain(`${file}: line 3, column 1: `);
    expect(exitCode).toBe(2);
  });

  it('refuses an empty file', async () => {
    const { exitCode, err } = await check('');
    expect(exitCode).toBe(2);
    expect(err).toContain('expected');
  });

  it('refuses a missing file', async () => {
    const { exitCode, err } = await run('check', join(folder, 'absent.yaml'));
    expect(exitCode).toBe(2);
    expect(err).toContain('cannot be read');
  });
});

describe('fencewatch site schema', () => {
  it('prints the JSON Schema of the contracts', async () => {
    expect(JSON.parse((await run('schema')).out)).toEqual(siteFileJsonSchema());
  });
});
