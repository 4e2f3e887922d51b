import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { edgeCommand } from './edge.ts';

let dir: string;
let said: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-cli-edge-'));
  said = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function run(site: string, ...args: string[]): Promise<number | string | undefined> {
  const file = join(dir, 'site.yaml');
  await writeFile(file, site);
  await edgeCommand().parseAsync(['--site', file, '--data', dir, ...args], { from: 'user' });
  return process.exitCode;
}

const good = `
version: 1
timezone: Asia/Shanghai
cameras: [{ id: gate, source: rtsp://127.0.0.1:1/x }]
`;

describe('fencewatch edge', () => {
  it('refuses an empty site file with exit code 2 and the reason', async () => {
    expect(await run('')).toBe(2);
    expect(said.join('\n')).toContain('site.yaml');
  });

  it('refuses a site file with a fault, with its path', async () => {
    expect(await run(good.replace('id: gate', 'id: gate, colour: red'))).toBe(2);
    expect(said.join('\n')).toContain('cameras[0].colour: unknown key');
  });

  it('refuses a missing site file', async () => {
    await edgeCommand().parseAsync(['--site', join(dir, 'none.yaml')], { from: 'user' });
    expect(process.exitCode).toBe(2);
  });
});
