// All options of all commands: a bad value is refused in one line that says where, what was expected and what came, with exit
// code 2 and before anything runs. Walks the commands themselves, so a new option is tested too.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError, type Command, type Option } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkOf } from './check-options.ts';
import { fencewatch } from './program.ts';

let dir = '';
let said: string[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-options-'));
  await writeFile(join(dir, 'file'), '');
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const bad: Readonly<Record<string, readonly string[]>> = {
  url: ['foo', '', '//host', 'ftp://host', 'http://', `https://${'h'.repeat(3000)}`],
  port: ['', 'http', '-1', '65536', '1.5', '1e3', ' 80', '0x50'],
  host: ['', 'a b', 'http://a', 'a/b', 'ü!'],
  dir: ['', ' ', '\0', 'DIR/file', 'DIR/file/below'],
  file: ['', ' ', '\0', 'DIR', 'DIR/none/x'],
  duration: ['', '5', '-1s', '0s', '1 day', 'NaN', '1e9d', '9'.repeat(300)],
  rate: ['', '5', '0kB/s', '-1kB/s', 'fast', 'Infinity'],
  time: ['', 'now', '2026-13-01', '25:00', 'Infinity'],
  count: ['', '0', '-1', '1.5', 'many', '1e9', 'NaN', 'Infinity'],
  n: ['', '0', '-1', '1.5', 'many', '1e9', 'NaN', 'Infinity'],
};

/**
 * Placeholders without a check here: any value is allowed, or the command checks it itself; `number` is checked with its request.
 */
const free = ['id', 'name', 'text', 'kind', 'severity', 'digits', 'place', 'number', 'dump'];
const own = [
  'dir|url',
  'setting=values',
  'role',
  'family',
  'language',
  'scopes...',
  'cells...',
  'days',
  'hours',
  'films',
  'names',
  'engine',
  'on|off',
  'files...',
  'folder',
  'day',
  'k/n',
  'bug',
];

interface Row {
  words: string[];
  option: Option;
  command: Command;
  word: string;
}

function rowsOf(command: Command, before: readonly string[]): Row[] {
  const words = command.name() === 'fencewatch' ? [] : [...before, command.name()];
  const rows = command.options.flatMap((option) => {
    const word = /<([^>]+)>/.exec(option.flags)?.[1];
    return word === undefined ? [] : [{ words, option, command, word }];
  });
  return [...rows, ...command.commands.flatMap((inner) => rowsOf(inner, words))];
}

const rows = rowsOf(fencewatch(), []);
const checked = rows.flatMap(({ words, option, word }) =>
  (bad[word] ?? []).map((value) => ({ words, option, flag: `${option.long}`, value })),
);

function commandOf(words: readonly string[]): Command | undefined {
  const named = (command: Command | undefined, word: string) =>
    command?.commands.find((each) => each.name() === word);
  return words.reduce<Command | undefined>(named, fencewatch());
}

/** With a value for each required option. */
function lineFor(words: readonly string[], given: readonly string[]): string[] {
  const command = commandOf(words);
  const args = command?.registeredArguments.map(() => join(dir, 'file')) ?? [];
  const needed = command?.options.filter(({ mandatory }) => mandatory) ?? [];
  const others = needed
    .filter(({ long }) => !given.some((part) => part.startsWith(`${long}=`)))
    .map(({ long, argChoices }) => `${long}=${argChoices?.[0] ?? join(dir, 'file')}`);
  return [...words, ...args, ...others, ...given];
}

async function run(line: readonly string[]): Promise<number | undefined> {
  try {
    await fencewatch().parseAsync([...line], { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Without the library's hint. */
const faults = () =>
  said
    .join('\n')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('('));

describe('the options of all commands', () => {
  it('are all visited', () => {
    expect(rows.length).toBeGreaterThan(45);
    expect(new Set(checked.map(({ flag }) => flag)).size).toBeGreaterThan(20);
  });

  it('use a known placeholder for their value', () => {
    const known = [...Object.keys(bad), ...free, ...own];
    expect(
      rows.filter(({ word }) => !known.includes(word)).map(({ option }) => option.flags),
    ).toEqual([]);
  });

  it('have a check for every address, port, host, folder, file or time', () => {
    const unchecked = rows.filter(
      ({ command, option, word }) =>
        word in bad && checkOf(command, option) === null && option.parseArg === undefined,
    );
    expect(unchecked.map(({ option }) => option.flags)).toEqual([]);
  });

  it.each(checked)('$words $flag "$value" is refused', async ({ words, flag, value }) => {
    const given = value.replace('DIR', dir);
    expect(await run(lineFor(words, [`${flag}=${given}`]))).toBe(2);
    expect(faults()).toHaveLength(1);
    expect(faults()[0]).toContain(flag);
    expect(faults()[0]).toMatch(/expected/);
    expect(faults()[0]?.length).toBeLessThan(500);
  });

  it('report all faults at once', async () => {
    await run(lineFor(['edge'], ['--dispatch=notaurl', '--redis=foo', '--metrics-port=70000']));
    expect(faults()).toEqual([
      expect.stringMatching(/^--redis: expected .*got "foo"|^--redis: /),
      '--dispatch: expected an address such as https://fencewatch.example, got "notaurl"',
      '--metrics-port: expected a port from 0 to 65535, got "70000"',
    ]);
  });

  it('are named by their variable when the value comes from there', async () => {
    vi.stubEnv('FENCEWATCH_PORT', 'http');
    expect(await run(lineFor(['dispatch'], []))).toBe(2);
    expect(faults()).toEqual(['FENCEWATCH_PORT: expected a port from 0 to 65535, got "http"']);
  });

  it.each([
    ['dispatch', '--redis', 'http://me:hunter2@host'],
    ['dispatch', '--database', 'mysql://me:hunter2@host/x'],
    ['dispatch', '--mqtt', 'http://me:hunter2@host'],
    ['edge', '--dispatch', 'ftp://me:hunter2@host'],
  ])('%s %s does not repeat a log-in', async (command, flag, value) => {
    expect(await run(lineFor([command], [`${flag}=${value}`]))).toBe(2);
    expect(faults()).toHaveLength(1);
    expect(faults()[0]).not.toContain('hunter2');
  });

  it('refuse an edge id that dispatch would not accept', async () => {
    expect(await run(lineFor(['edge'], [`--id=${'边'.repeat(65)}`]))).toBe(2);
    expect(faults()).toEqual([expect.stringMatching(/^--id: expected 1 to 64 characters, got/)]);
  });
});
