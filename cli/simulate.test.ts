import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { truthSchema } from '../simulator/truth.ts';
import { packageRoot } from '../host/package-root.ts';
import { simulate, simulateCommand } from './simulate.ts';

const street = join(packageRoot(), 'simulator', 'scenes', 'street.yaml');
let folder: string;
let complaints: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-simulate-'));
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((text: string) => void complaints.push(text));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

describe('fencewatch simulate', () => {
  it('writes the truth of a scene', async () => {
    const truth = join(folder, 'truth.json');
    expect(await simulate([street], { truth })).toBe(0);
    const told = truthSchema.parse(JSON.parse(await readFile(truth, 'utf8')));
    expect(told.incidents).toMatchObject([{ kind: 'street-vending', fenceId: 'pavement' }]);
  });

  it('refuses a call without anything to do', async () => {
    expect(await simulate([street], {})).toBe(2);
    expect(complaints.join()).toContain('--rtsp PORT, --out FILE or --truth FILE');
  });

  it('writes one scene to a file, not two', async () => {
    expect(await simulate([street, street], { out: join(folder, 'x.mp4') })).toBe(2);
    expect(complaints.join()).toContain('take one scene, got 2');
  });

  it('refuses two scenes of the same name, which would have the same address', async () => {
    expect(await simulate([street, street], { rtsp: 0 })).toBe(2);
    expect(complaints.join()).toContain('same name');
  });

  it.each([
    ['an empty file', '', /expected object/],
    ['broken YAML', 'actors: [', /./],
    [
      'a scene with faults',
      'version: 1\nduration: 10\nbackdrop: moon\n',
      /duration: .*got 10\nbackdrop: /,
    ],
  ])('refuses %s and names what is wrong', async (_, text, message) => {
    const file = join(folder, 'scene.yaml');
    await writeFile(file, text);
    expect(await simulate([file], { truth: join(folder, 't.json') })).toBe(2);
    expect(complaints.join()).toContain(file);
    expect(complaints.join()).toMatch(message);
  });

  it('refuses an invalid port', async () => {
    const command = simulateCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(
      command.parseAsync(['node', 'simulate', street, '--rtsp', '70000']),
    ).rejects.toThrow(/0 to 65535/);
  });
});
