// Every change in a copy of the log is found and named correctly: thousands of random changes with a fixed seed.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { utf8 } from './bytes.ts';
import { checkLog, type LogCopy, type LogFinding } from './check-log.ts';
import { bundleOf, bundlePath, entriesOf, tileOf } from './tiles.ts';
import {
  aCheckpoint,
  aLog,
  aSigner,
  dice,
  reader,
  someEntries,
} from '../bench/tamper/samples/a-log.ts';
import type { LogFiles } from '../bench/tamper/samples/a-log.ts';

const size = 300;
const entries = someEntries(size);
const keys = [aSigner()];
const whole = await aLog(entries, [100]);
/** Without the partial tiles of earlier sizes, which this size does not use. */
const parts = [...whole.keys()].filter((path) => !/\.p\/100$/.test(path));

async function check(files: LogFiles, more: Partial<LogCopy> = {}): Promise<LogFinding[]> {
  const copy = { crypto: nodeCrypto, keys, read: reader(files), ...more };
  return (await checkLog(copy)).findings;
}

/** A log with these rows and unchanged tiles and checkpoint. */
async function withRows(rows: readonly Uint8Array[]): Promise<LogFinding[]> {
  const files = new Map(whole);
  for (let first = 0; first < size; first += 256) {
    const tile = tileOf(0, first, size);
    // Surplus rows go into the last bundle.
    const end = first + 256 >= size ? undefined : first + tile.width;
    files.set(bundlePath(tile), bundleOf(rows.slice(first, end)));
  }
  return check(files);
}

describe('checkLog', () => {
  it('finds nothing in an intact log, or in an empty one', async () => {
    expect(await check(whole)).toEqual([]);
    expect(await check(await aLog([]))).toEqual([]);
  });

  it('names the file when any byte of any file is changed', async () => {
    const roll = dice(1);
    const wrong: string[] = [];
    for (let round = 0; round < 250; round += 1) {
      const path = parts[roll(parts.length)] ?? '';
      const bytes = Uint8Array.from(whole.get(path) ?? []);
      const at = roll(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + roll(255));
      const findings = await check(new Map(whole).set(path, bytes));
      const names = findings.map((one) => ('file' in one ? one.file : one.what));
      if (names.length === 0 || names.some((name) => name !== path))
        wrong.push(`${path} ${at}: ${names.join()}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('names the row that was changed', async () => {
    const roll = dice(2);
    for (let round = 0; round < 20; round += 1) {
      const position = roll(size);
      const rows = entries.with(position, utf8(`forged ${round}`));
      expect(await withRows(rows)).toEqual([
        { what: 'row-changed', position, file: bundlePath(tileOf(0, position, size)) },
      ]);
    }
  });

  it('names the row that was removed, and the position of one that was added', async () => {
    const roll = dice(3);
    for (let round = 0; round < 20; round += 1) {
      const position = roll(size);
      const file = bundlePath(tileOf(0, position, size));
      const fewer = entries.toSpliced(position, 1);
      expect(await withRows(fewer)).toEqual([{ what: 'row-removed', position, file }]);
      const more = entries.toSpliced(position, 0, utf8(`new ${round}`));
      expect(await withRows(more)).toEqual([{ what: 'row-added', position, file }]);
    }
  });

  it('names the rows that were swapped, and no others', async () => {
    const roll = dice(4);
    for (let round = 0; round < 20; round += 1) {
      const [one, other] = [roll(size), roll(size)].sort((a, b) => a - b) as [number, number];
      if (one === other) continue;
      const [first, second] = [entries[one], entries[other]] as [Uint8Array, Uint8Array];
      const found = await withRows(entries.with(one, second).with(other, first));
      expect(found).toMatchObject([
        { what: 'rows-reordered', position: one },
        { what: 'rows-reordered', position: other },
      ]);
    }
  });

  it('reports a bundle that is empty or missing', async () => {
    for (const path of parts.filter((one) => one !== 'checkpoint')) {
      const files = new Map(whole);
      files.delete(path);
      expect(await check(files), path).toEqual([{ what: 'file-missing', file: path }]);
    }
    const bundle = entriesOf(whole.get(parts[0] ?? '') ?? new Uint8Array());
    expect(bundle).toHaveLength(256);
  });

  it('reports rows and tiles that were forged together, because the checkpoint differs', async () => {
    const forged = await aLog(entries.with(5, utf8('forged')));
    forged.set('checkpoint', whole.get('checkpoint') ?? new Uint8Array());
    expect(await check(forged)).toEqual([{ what: 'tree-differs', size }]);
  });
});

describe('checkpoints', () => {
  const earlier = aCheckpoint(entries.slice(0, 200));

  it('of the same log are accepted', async () => {
    expect(
      await check(whole, { earlier: [earlier, aCheckpoint(entries), aCheckpoint([])] }),
    ).toEqual([]);
  });

  it.each<[string, string, LogFinding]>([
    [
      'another beginning',
      aCheckpoint(someEntries(200, 'other')),
      { what: 'forked', older: 200, newer: size },
    ],
    [
      'another tree of the same size',
      aCheckpoint(someEntries(size, 'other')),
      { what: 'forked', older: size, newer: size },
    ],
    [
      'more entries than there are now',
      aCheckpoint(someEntries(size + 1)),
      { what: 'rolled-back', older: size + 1, newer: size },
    ],
    ['a stranger', aCheckpoint([], aSigner(9)), { what: 'checkpoint', state: 'unknown-key' }],
  ])('with %s are named', async (_, note, finding) => {
    expect(await check(whole, { earlier: [note] })).toEqual([finding]);
  });

  it('that are missing, unsigned or signed by an unknown key are named', async () => {
    const without = new Map(whole);
    without.delete('checkpoint');
    expect(await check(without)).toEqual([{ what: 'checkpoint', state: 'missing' }]);
    expect(await check(whole, { keys: [] })).toEqual([
      { what: 'checkpoint', state: 'unknown-key' },
    ]);
    const nonsense = new Map(whole).set('checkpoint', utf8('300\n'));
    expect(await check(nonsense)).toEqual([{ what: 'checkpoint', state: 'no-note' }]);
  });
});
