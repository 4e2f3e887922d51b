import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Observation, ViewHealth } from '../../contracts/index.ts';
import { observation as plain } from '../../contracts/testing/messages.ts';
import type { Frame } from '../../detectors/frame.ts';
import { decodeBlocks, readBlockHead } from '../../observation-log/index.ts';
import type { ObservationBlock } from '../outboxes.ts';
import { foldersIn } from '../state/folders.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openCameraHistory, type CameraHistoryOptions } from './camera-history.ts';

const start = 1_700_000_000_000;
const frame = (second: number): Frame => ({
  width: 4,
  height: 4,
  rgb: new Uint8Array(48),
  cameraId: 'gate',
  mediaTimeMs: null,
  capturedAt: start + second * 1000,
});
const region = {
  id: 'r',
  box: { x: 0, y: 0, width: 0.1, height: 0.1 },
  area: 0.01,
  spans: [],
  since: start,
  contrast: 1,
  seenAs: [],
};
const seen = (second: number, state: ViewHealth['state'] = 'ok', isNew = false): Observation => ({
  ...plain,
  cameraId: 'gate',
  capturedAt: start + second * 1000,
  tracks: [],
  regions: isNew ? [region] : [],
  view: { state, since: start, shift: null },
});

const views = [{ x: 0, y: 0.25, width: 0.5, height: 0.5 }];

async function setUp(change: Partial<CameraHistoryOptions> = {}) {
  const dataDir = await temporaryFolder();
  const memory = createMemoryLog();
  const told: string[] = [];
  const blocks: ObservationBlock[] = [];
  const options: CameraHistoryOptions = {
    cameraId: 'gate',
    folders: foldersIn(dataDir),
    clock: createFakeClock(start),
    log: memory.log,
    keep: { ms: 1e9, bytes: 1e9 },
    reporter: {
      observation: ({ capturedAt }) => told.push(`now ${(capturedAt - start) / 1000}`),
      before: () => told.push('before'),
    },
    outboxes: {
      putThumbnail: (_, at) => Promise.resolve(void told.push(`thumbnail ${(at - start) / 1000}`)),
      putObservations: (_, block) => Promise.resolve(void blocks.push(block)),
    },
    ...change,
  };
  return { options, dataDir, memory, told, blocks, camera: await openCameraHistory(options) };
}

describe('the history of a camera', () => {
  it('is empty without frames', async () => {
    const { camera, told, blocks } = await setUp();
    await camera.close();
    expect([told, blocks]).toEqual([[], []]);
  });

  it('goes to dispatch in complete blocks of two minutes, with the rest at the end', async () => {
    const { camera, blocks } = await setUp();
    const seconds = Array.from({ length: 80 }, (_, index) => index * 2);
    for (const second of seconds) await camera.analysed(frame(second), seen(second), views);
    await camera.close();
    expect(blocks).toHaveLength(2);
    expect(blocks[0]).toMatchObject({ from: start, to: start + 118_000 });
    const times: number[] = [];
    for (const { bytes } of blocks)
      for await (const { capturedAt } of decodeBlocks(bytes)) times.push(capturedAt - start);
    expect(times).toEqual(seconds.map((second) => second * 1000));
    for (const { bytes } of blocks)
      expect(readBlockHead(bytes)).toMatchObject({ head: { watched: views } });
  });

  it('sends dispatch the reasons why there was no alert, with their observation', async () => {
    const heard: unknown[] = [];
    const reporter = { observation: (seen: object) => heard.push(seen), before: () => undefined };
    const { camera } = await setUp({ reporter });
    const why = { now: [], counts: [], since: start };
    await camera.analysed(frame(0), seen(0), views, why);
    await camera.analysed(frame(2), seen(2), views);
    await camera.close();
    expect(heard).toEqual([{ ...seen(0), why }, seen(2)]);
  });

  it('reports current observations, thumbnails of new objects, and the picture from before a move', async () => {
    const { camera, told } = await setUp();
    await camera.analysed(frame(0), seen(0), views);
    await camera.analysed(frame(2), seen(2, 'ok', true), views);
    await camera.analysed(frame(4), seen(4, 'moved', true), views);
    await camera.close();
    expect(told).toEqual(['now 0', 'now 2', 'thumbnail 2', 'now 4', 'before']);
  });

  it('stays local when there is no dispatch', async () => {
    const { camera, told, blocks } = await setUp({ reporter: null });
    await camera.analysed(frame(0), seen(0, 'ok', true), views);
    await camera.close();
    expect([told, blocks]).toEqual([[], []]);
  });

  it('never makes a frame fail: without a disk there is no log, and a full outbox is logged', async () => {
    const { options, dataDir, memory } = await setUp();
    const folders = foldersIn(join(dataDir, 'other'));
    await mkdir(join(dataDir, 'other'));
    await writeFile(folders.observations, 'in the way');
    const putThumbnail = () => Promise.reject(new Error('outbox full'));
    const outboxes = { ...options.outboxes, putThumbnail };
    const camera = await openCameraHistory({ ...options, folders, outboxes });
    await camera.analysed(frame(0), seen(0, 'ok', true), views);
    await camera.close();
    expect(memory.text()).toContain('the observation log cannot be opened');
    expect(memory.text()).toContain('outbox full');
  });
});
