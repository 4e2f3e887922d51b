// Uploaded observation logs: what is accepted, what is refused, and what is returned.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBlockCheck, encodeBlock } from '../../observation-log/index.ts';
import { decodeBlocks } from '../../observation-log/index.ts';
import { anObservation } from '../../geofences/testing/observations.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { faultsOfLog, joinStretches, openObservationStore } from './observation-store.ts';

const start = 1_764_000_000_000;
/** A block with an observation every two seconds. */
const block = (from: number, count = 3, cameraId = 'gate') =>
  encodeBlock(
    Array.from({ length: count }, (_, index) => ({
      ...anObservation(),
      cameraId,
      capturedAt: start + from + index * 2000,
    })),
  );

let folder: { path: string; remove: () => Promise<void> };
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

async function readTimes(store: ReturnType<typeof openObservationStore>, from: number, to: number) {
  const { log, bytes } = await store.read('gate', start + from, start + to);
  const all = Buffer.concat((await log.toArray()) as Buffer[]);
  expect(all.length).toBe(bytes);
  const times: number[] = [];
  for await (const { capturedAt } of decodeBlocks(all)) times.push(capturedAt - start);
  return times;
}

describe('the store of observations', () => {
  it('is empty at first', async () => {
    const store = openObservationStore(join(folder.path, 'empty'));
    expect(await store.stretches('gate')).toEqual([]);
    expect(await readTimes(store, 0, 1e9)).toEqual([]);
    expect(await store.removeBefore(Infinity)).toBe(0);
  });

  it('returns what was stored, oldest first, and only of the requested time', async () => {
    const store = openObservationStore(join(folder.path, 'some'));
    const put = async (from: number) =>
      store.put('gate', { from: start + from, to: start + from + 4000 }, await block(from));
    for (const from of [600_000, 0, 6000]) expect(await put(from)).toEqual({ ok: true });
    expect(await put(0)).toEqual({ ok: true });
    expect(await readTimes(store, 0, 1e9)).toEqual([
      0, 2000, 4000, 6000, 8000, 10_000, 600_000, 602_000, 604_000,
    ]);
    expect(await readTimes(store, 4001, 6001)).toEqual([6000, 8000, 10_000]);
    expect(await readTimes(store, 20_000, 600_000)).toEqual([]);
    expect(await store.stretches('gate')).toMatchObject([
      { from: start, to: start + 10_000 },
      { from: start + 600_000, to: start + 604_000 },
    ]);
    expect(await store.stretches('other')).toEqual([]);
  });

  it('removes expired files, and nothing else', async () => {
    const root = join(folder.path, 'old');
    const store = openObservationStore(root);
    for (const from of [0, 100_000])
      await store.put('gate', { from: start + from, to: start + from + 4000 }, await block(from));
    await writeFile(join(root, 'observations', 'gate', 'notes.txt'), 'not ours');
    expect(await store.removeBefore(start + 50_000)).toBe(1);
    expect(await readTimes(store, 0, 1e9)).toEqual([100_000, 102_000, 104_000]);
  });
});

describe('the files of an hour', () => {
  const hour = 3_600_000;
  const put = async (store: ReturnType<typeof openObservationStore>, from: number) =>
    store.put('gate', { from: start + from, to: start + from + 4000 }, await block(from));
  const filesOf = async (root: string) =>
    (await readdir(join(root, 'observations', 'gate'))).sort();
  const times = [0, 2000, 4000, 6000, 8000, 10_000];

  it('become one when the hour is over, with the same content before and after their parts are gone', async () => {
    const root = join(folder.path, 'joined');
    const store = openObservationStore(root);
    for (const from of [0, 6000]) await put(store, from);
    expect(await store.joinBefore(start + hour - 1)).toBe(0);
    expect(await store.joinBefore(start + hour)).toBe(1);
    const before = [await readTimes(store, 0, 1e9), await store.stretches('gate')];
    expect(before[0]).toEqual(times);
    expect(await filesOf(root)).toHaveLength(3);
    expect(await store.joinBefore(start + hour)).toBe(0);
    expect(await filesOf(root)).toEqual([`${start}-${start + 10_000}.joined.fwlog`]);
    expect([await readTimes(store, 0, 1e9), await store.stretches('gate')]).toEqual(before);
    expect(await readTimes(store, 5000, 7000)).toEqual([6000, 8000, 10_000]);
    expect(await readTimes(store, 4500, 5500)).toEqual([]);
    expect(await store.removeBefore(start + hour)).toBe(1);
  });

  it('include late uploads, and nothing twice', async () => {
    const root = join(folder.path, 'late');
    const store = openObservationStore(root);
    for (const from of [0, 6000]) await put(store, from);
    await store.joinBefore(start + hour);
    for (const from of [6000, 12_000, hour]) expect(await put(store, from)).toEqual({ ok: true });
    const more = [...times, 12_000, 14_000, 16_000];
    expect(await readTimes(store, 0, hour)).toEqual(more);
    for (const made of [1, 0]) expect(await store.joinBefore(start + hour)).toBe(made);
    expect(await readTimes(store, 0, hour)).toEqual(more);
    expect(await filesOf(root)).toEqual([
      `${start}-${start + 16_000}.joined.fwlog`,
      `${start + hour}-${start + hour + 4000}.fwlog`,
    ]);
  });

  it('are unchanged when joining was interrupted', async () => {
    const root = join(folder.path, 'cut');
    const store = openObservationStore(root);
    for (const from of [0, 6000]) await put(store, from);
    const half = `${start}-${start + 10_000}.joined.fwlog.0000.part`;
    await writeFile(join(root, 'observations', 'gate', half), (await block(0)).subarray(0, 20));
    expect(await readTimes(store, 0, hour)).toEqual(times);
    expect(await store.joinBefore(start + hour)).toBe(1);
    expect(await readTimes(store, 0, hour)).toEqual(times);
  });

  it('are none without uploads', async () => {
    expect(await openObservationStore(join(folder.path, 'none')).joinBefore(Infinity)).toBe(0);
  });
});

describe('an upload', () => {
  const check = createBlockCheck();
  const span = (from: number, to: number) => ({
    cameraId: 'gate',
    from: start + from,
    to: start + to,
  });

  it('of one block or of several in order is accepted', async () => {
    const first = await block(0);
    const second = await block(6000);
    expect(faultsOfLog(check, first, span(0, 4000))).toEqual([]);
    expect(faultsOfLog(check, Buffer.concat([first, second]), span(0, 10_000))).toEqual([]);
  });

  const rows: [string, () => Promise<Uint8Array>, string, RegExp][] = [
    ['empty', () => Promise.resolve(new Uint8Array()), 'from', /got nothing/],
    ['no log', () => Promise.resolve(Buffer.from('<html></html>')), '', /expected FWOL/],
    ['cut off', async () => (await block(0)).subarray(0, -1), '', /block at byte 0/],
    ['of another camera', () => block(0, 3, 'other'), 'cameraId', /got "other"/],
    ['of an earlier time', () => block(-2000, 4), 'from', /expected 1764000000000/],
    ['of a longer time', () => block(0, 4), 'to', /expected 1764000004000/],
    ['out of order', async () => Buffer.concat([await block(0), await block(0)]), 'from', /later/],
  ];
  it.each(rows)('that is %s is refused with the reason', async (_, log, path, message) => {
    const [fault] = faultsOfLog(check, await log(), span(0, 4000));
    expect(fault?.path).toBe(path);
    expect(fault?.message).toMatch(message);
  });

  it('that is refused is not stored', async () => {
    const store = openObservationStore(join(folder.path, 'refused'));
    const kept = await store.put('gate', { from: 1, to: 2 }, await block(0));
    expect(kept).toMatchObject({ ok: false });
    expect(await store.stretches('gate')).toEqual([]);
  });
});

describe('joinStretches', () => {
  it.each([
    ['nothing', [], []],
    ['one', [[0, 10]], [[0, 10]]],
    [
      'neighbours within a minute',
      [
        [0, 10],
        [60_010, 60_020],
      ],
      [[0, 60_020]],
    ],
    [
      'strangers',
      [
        [0, 10],
        [60_011, 60_020],
      ],
      [
        [0, 10],
        [60_011, 60_020],
      ],
    ],
    [
      'one within another',
      [
        [0, 100],
        [10, 20],
        [90, 200],
      ],
      [[0, 200]],
    ],
  ])('of %s', (_, parts, expected) => {
    const joined = joinStretches(parts.map(([from = 0, to = 0]) => ({ from, to, bytes: 5 })));
    expect(joined.map(({ from, to }) => [from, to])).toEqual(expected);
    expect(joined.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(parts.length * 5);
  });
});
