// Observations of a clip's time, from logs of dispatch: complete, empty, refused, damaged.
import { describe, expect, test } from 'vitest';
import { cutIntoBlocks, encodeBlock } from '../../../../observation-log/index.ts';
import type { Answer } from '../../../api/answer.ts';
import { createObservation } from '../../../testing/sample-observations.ts';
import { loadObservations } from './load-observations.ts';

const at = (seconds: number) => 1_700_000_000_000 + seconds * 1000;
const clip = { cameraId: 'exit-3', from: at(0), to: at(45) };

/** A look every two seconds. */
async function logOf(fromSeconds: number, toSeconds: number): Promise<Uint8Array> {
  const count = (toSeconds - fromSeconds) / 2 + 1;
  const seen = Array.from({ length: count }, (_, index) =>
    createObservation({ capturedAt: at(fromSeconds + 2 * index) }),
  );
  const blocks = cutIntoBlocks(seen).map((batch) => encodeBlock(batch, { watched: null }));
  return Buffer.concat(await Promise.all(blocks));
}

async function load(answer: Answer<Uint8Array>) {
  const asked: unknown[] = [];
  const client = {
    getObservations: (cameraId: string, span: unknown) => {
      asked.push([cameraId, span]);
      return Promise.resolve(answer);
    },
  };
  const found = await loadObservations(client, clip, new AbortController().signal);
  return { asked, times: found.map(({ capturedAt }) => (capturedAt - at(0)) / 1000) };
}

const ok = (value: Uint8Array): Answer<Uint8Array> => ({ status: 'ok', value });

describe('the observations of a clip', () => {
  test('are those of its time and of the ten seconds before', async () => {
    const { asked, times } = await load(ok(await logOf(-60, 120)));
    expect(asked).toEqual([['exit-3', { from: at(-10), to: at(45) + 1 }]]);
    expect([times[0], times.at(-1), times.length]).toEqual([-10, 44, 28]);
  });

  test('are empty when dispatch has none', async () => {
    expect((await load(ok(new Uint8Array()))).times).toEqual([]);
  });

  test('are empty when dispatch refuses or is down: the clip plays without them', async () => {
    const { times } = await load({ status: 'error', failure: 'network' } as never);
    expect(times).toEqual([]);
  });

  test('are those before a damaged block', async () => {
    const log = Buffer.from(await logOf(0, 44));
    const twice = Buffer.concat([log, log]);
    twice.fill(0xff, log.length + 20, log.length + 60);
    expect((await load(ok(twice))).times).toHaveLength(23);
  });

  test('are empty for bytes that are no log', async () => {
    expect((await load(ok(Buffer.from('not a log')))).times).toEqual([]);
  });
});
