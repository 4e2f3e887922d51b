import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { packageRoot } from '../host/package-root.ts';
import { fencewatch } from './program.ts';

/** What the command prints, and the exit code that commander asks for. */
async function run(...args: string[]) {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const ended: unknown = await fencewatch()
    .parseAsync(args, { from: 'user' })
    .catch((error: unknown) => error);
  return { printed, exitCode: ended instanceof CommanderError ? ended.exitCode : null };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('fencewatch', () => {
  it('prints the version of the package', async () => {
    const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    expect(await run('--version')).toEqual({ printed: `fencewatch ${version}\n`, exitCode: 0 });
  });

  it('names every command in its help, each with one line of description', async () => {
    const { printed, exitCode } = await run('--help');
    expect(exitCode).toBe(0);
    for (const command of fencewatch().commands) {
      expect(printed).toContain(command.name());
      expect(command.description().split('\n')).toHaveLength(1);
      expect(command.description()).not.toBe('');
    }
  });
});
