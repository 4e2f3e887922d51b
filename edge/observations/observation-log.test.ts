// The log on disk: observations survive a crash at any moment, blocks are reported, and old hours are removed.
import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../contracts/index.ts';
import { observation as example } from '../../contracts/testing/messages.ts';
import { decodeBlocks, quantiseObservation, readBlockHead } from '../../observation-log/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openObservationLog, type ClosedBlock } from './observation-log.ts';
import { readObservations } from './read-observations.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const gate = 'gate';

function at(second: number): Observation {
  const capturedAt = noon + second * 1000;
  return quantiseObservation({ ...example, cameraId: gate, capturedAt });
}
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => at(from + index * step));

type Options = Parameters<typeof openObservationLog>[0];
function start(dir: string, options: Partial<Options> = {}) {
  const memory = createMemoryLog();
  const blocks: ClosedBlock[] = [];
  const opened = openObservationLog({
    dir,
    cameraId: gate,
    keepMs: 86_400_000,
    maxBytes: 1e9,
    clock: createFakeClock(noon),
    log: memory.log,
    onBlock: (block) => {
      blocks.push(block);
    },
    ...options,
  });
  return { opened, blocks, memory };
}

async function read(dir: string, from = 0, to = Infinity): Promise<Observation[]> {
  const all: Observation[] = [];
  for await (const { observations } of readObservations({ dir, cameraId: gate, from, to }))
    all.push(...observations);
  return all;
}
const seconds = (observations: readonly Observation[]) =>
  observations.map(({ capturedAt }) => (capturedAt - noon) / 1000);

describe('the observation log', () => {
  it('of a camera that never saw anything is empty', async () => {
    const dir = await temporaryFolder();
    expect(await read(dir)).toEqual([]);
    const { opened, blocks } = start(dir);
    await (await opened).close();
    expect(await read(dir)).toEqual([]);
    expect(blocks).toEqual([]);
  });

  it('returns what was added, including the open block', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    const all = every(20, 0, 700);
    for (const observation of all) log.add(observation);
    await expect.poll(async () => (await read(dir)).length).toBe(all.length);
    expect(await read(dir)).toEqual(all);
    await log.close();
    expect(await read(dir)).toEqual(all);
    expect((await stat(join(dir, gate, 'open.fwlog'))).size).toBe(0);
  });

  it('closes its file each time that opening it fails', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const observation of every(20, 0, 100)) log.add(observation);
    await expect.poll(async () => (await read(dir)).length).toBe(5);
    // The draft of a killed worker; its hour's file cannot be written.
    await symlink('/nowhere/at-all', join(dir, gate, '2026-11-22T12.fwlog'));
    const draft = join(dir, gate, 'open.fwlog');
    for (let times = 0; times < 4; times += 1)
      await expect(start(dir).opened).rejects.toThrow('ENOENT');
    const handles = (await readdir('/proc/self/fd')).map((fd) =>
      readlink(join('/proc/self/fd', fd)).catch(() => ''),
    );
    const open = (await Promise.all(handles)).filter((path) => path === draft);
    // The file of the log that was opened first.
    expect(open).toHaveLength(1);
    await log.close();
  });

  it('keeps one file per hour, and no block crosses the hour', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const observation of every(60, 3300, 3900)) log.add(observation);
    await log.close();
    expect((await readdir(join(dir, gate))).sort()).toEqual([
      '2026-11-22T12.fwlog',
      '2026-11-22T13.fwlog',
      'open.fwlog',
    ]);
    expect(seconds(await read(dir, noon + 3_600_000))).toEqual([3600, 3660, 3720, 3780, 3840]);
    expect(seconds(await read(dir, 0, noon + 3_420_000))).toEqual([3300, 3360]);
  });

  it('reports each block when it is full, and the open one on request', async () => {
    const dir = await temporaryFolder();
    const { opened, blocks } = start(dir, { blockMs: 60_000 });
    const log = await opened;
    for (const observation of every(20, 0, 100)) log.add(observation);
    await log.flush();
    expect(blocks.map(({ from, to }) => [(from - noon) / 1000, (to - noon) / 1000])).toEqual([
      [0, 40],
      [60, 80],
    ]);
    const again: Observation[] = [];
    for await (const one of decodeBlocks(Buffer.concat(blocks.map(({ bytes }) => bytes))))
      again.push(one);
    expect(again).toEqual(await read(dir));
    await log.close();
    expect(blocks).toHaveLength(2);
  });

  it('stores with each block the watched areas, and starts a new block when they change', async () => {
    const dir = await temporaryFolder();
    const { opened, blocks } = start(dir);
    const log = await opened;
    const left = [{ x: 0, y: 0, width: 0.5, height: 1 }];
    log.add(at(0), left);
    log.add(at(2), [...left]);
    log.add(at(4), [{ x: 0.3, y: 0.5, width: 0.4, height: 0.5 }]);
    log.add(at(6));
    await log.close();
    const heads = blocks
      .map(({ bytes }) => readBlockHead(bytes))
      .map((found) => found.ok && found.head);
    // Rounded outwards to whole steps.
    const middle = { x: 307 / 1024, y: 0.5, width: 410 / 1024, height: 0.5 };
    expect(heads).toMatchObject([
      { count: 2, watched: left },
      { count: 1, watched: [middle] },
      { count: 1 },
    ]);
    expect(heads[2]).not.toHaveProperty('watched');
    const read = readObservations({ dir, cameraId: gate, from: 0, to: Infinity });
    const parts: unknown[] = [];
    for await (const { observations, watched } of read) parts.push([observations.length, watched]);
    expect(parts).toEqual([
      [2, left],
      [1, [middle]],
      [1, null],
    ]);
  });

  it('goes on when time goes back, and a reader sees each moment once', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const second of [0, 10, 20, 5, 15, 25]) log.add(at(second));
    await log.close();
    expect(seconds(await read(dir))).toEqual([0, 10, 20, 25]);
  });
});

describe('after a crash', () => {
  /** Restores the folder to an earlier state, as after a crash. */
  async function copyOf(dir: string): Promise<string> {
    const copy = await temporaryFolder();
    await mkdir(join(copy, gate));
    for (const file of await readdir(join(dir, gate)))
      await copyFile(join(dir, gate, file), join(copy, gate, file));
    return copy;
  }
  const openFile = (dir: string) => join(dir, gate, 'open.fwlog');
  const hourOf = (dir: string) => join(dir, gate, '2026-11-22T12.fwlog');

  async function crashed(observations: readonly Observation[]) {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const observation of observations) log.add(observation);
    await expect.poll(async () => (await read(dir)).length).toBe(observations.length);
    const copy = await copyOf(dir);
    await log.close();
    return copy;
  }

  it('the open block is recovered and reported, and the log goes on', async () => {
    const dir = await crashed(every(20, 0, 400));
    const { opened, blocks } = start(dir);
    const log = await opened;
    expect(seconds(await read(dir))).toEqual(seconds(every(20, 0, 400)));
    expect(blocks.map(({ from }) => (from - noon) / 1000)).toEqual([300]);
    expect((await stat(openFile(dir))).size).toBe(0);
    log.add(at(400));
    await log.close();
    expect(await read(dir)).toEqual(every(20, 0, 420));
  });

  it('in the middle of writing an observation, only that one is lost', async () => {
    const dir = await crashed(every(20, 0, 100));
    await truncate(openFile(dir), (await stat(openFile(dir))).size - 7);
    await (await start(dir).opened).close();
    expect(seconds(await read(dir))).toEqual([0, 20, 40, 60]);
  });

  it('in the middle of writing a block, nothing is lost and the partial block is cut off', async () => {
    const dir = await crashed(every(20, 0, 400));
    await appendFile(hourOf(dir), (await readFile(hourOf(dir))).subarray(0, 90));
    const { opened, memory } = start(dir);
    await (await opened).close();
    expect(await read(dir)).toEqual(every(20, 0, 400));
    expect(memory.text()).toContain('removed an incomplete block');
  });

  it('between writing and reporting a block, it is reported then and stored once', async () => {
    const dir = await crashed(every(20, 0, 100));
    const before = await readFile(openFile(dir));
    const first = start(dir);
    await (await first.opened).close();
    const size = (await stat(hourOf(dir))).size;
    await writeFile(openFile(dir), before);
    const second = start(dir);
    await (await second.opened).close();
    expect(second.blocks).toEqual(first.blocks);
    expect((await stat(hourOf(dir))).size).toBe(size);
  });

  it('with an unreadable open block, the log starts fresh', async () => {
    const dir = await crashed(every(20, 0, 40));
    await writeFile(openFile(dir), 'noise');
    const log = await start(dir).opened;
    log.add(at(500));
    await log.close();
    expect(seconds(await read(dir))).toEqual([500]);
  });
});

describe('retention', () => {
  it('removes old hours when a block is closed', async () => {
    const dir = await temporaryFolder();
    const clock = createFakeClock(noon + 3 * 3_600_000);
    const log = await start(dir, { clock, keepMs: 3_600_000 }).opened;
    for (const observation of [at(0), at(3600), at(7200), at(10_800)]) log.add(observation);
    await log.close();
    expect(seconds(await read(dir))).toEqual([7200, 10_800]);
  });

  it('removes the oldest when there is too much, also at the start', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const observation of [at(0), at(3600), at(7200)]) log.add(observation);
    await log.close();
    const size = (await stat(join(dir, gate, '2026-11-22T12.fwlog'))).size;
    await (await start(dir, { maxBytes: 2 * size }).opened).close();
    expect(seconds(await read(dir))).toEqual([3600, 7200]);
  });
});

describe('a failure', () => {
  it('of the disk is logged once, and later observations are written when it is over', async () => {
    const dir = await temporaryFolder();
    const { opened, memory, blocks } = start(dir, { blockMs: 20_000 });
    const log = await opened;
    // A folder where the hour's file should be: appending fails.
    await mkdir(join(dir, gate, '2026-11-22T12.fwlog'));
    for (const second of [0, 20, 40, 60, 3600]) log.add(at(second));
    await log.close();
    const told = memory.lines.map(({ msg }) => msg);
    expect(told.filter((msg) => msg.startsWith('the observation log'))).toEqual([
      'the observation log cannot be written',
      'the observation log can be written again',
    ]);
    expect(blocks.map(({ from }) => (from - noon) / 1000)).toEqual([0, 20, 40, 60, 3600]);
  });

  it('of the block listener is logged and does not stop the log', async () => {
    const dir = await temporaryFolder();
    const { opened, memory } = start(dir, { onBlock: () => Promise.reject(new Error('full')) });
    const log = await opened;
    for (const observation of [at(0), at(400)]) log.add(observation);
    await log.close();
    expect(seconds(await read(dir))).toEqual([0, 400]);
    expect(memory.text()).toContain('could not be queued');
  });

  it('of a damaged hour ends the reading there, and the message names the file', async () => {
    const dir = await temporaryFolder();
    const log = await start(dir).opened;
    for (const observation of [at(0), at(400), at(3600)]) log.add(observation);
    await log.close();
    const path = join(dir, gate, '2026-11-22T12.fwlog');
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    const seen: number[] = [];
    const reading = async () => {
      const all = { dir, cameraId: gate, from: 0, to: Infinity };
      for await (const { observations } of readObservations(all))
        seen.push(...seconds(observations));
    };
    await expect(reading()).rejects.toThrow(`${path}: observation log, block at byte`);
    expect(seen).toEqual([0]);
  });
});
