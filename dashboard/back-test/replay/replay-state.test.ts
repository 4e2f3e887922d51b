// The panel's state of a replay, and its connection to the worker: only the newest job counts, and the last result stays visible.
import { describe, expect, test, vi } from 'vitest';
import { emptyCalendar } from '../../../contracts/index.ts';
import { createFailure } from '../../api/answer.ts';
import type { FromWorker, Job, Outcome, ToWorker } from './message.ts';
import { emptyReplay, reduceReplay, type ReplayAction } from './replay-state.ts';
import { createReplayWorker, type WorkerPort } from './replay-worker.ts';

const job: Job = {
  parts: ['a'],
  span: { from: 0, to: 9 },
  armed: [],
  draft: null,
  sweeps: [],
  timezone: 'UTC',
  calendar: emptyCalendar,
};
const outcome: Outcome = {
  armed: { incidents: [], perNight: 0 },
  draft: null,
  comparison: null,
  observations: 5,
  unwatched: null,
  tookMs: 3,
};
const after = (...actions: ReplayAction[]) => actions.reduce(reduceReplay, emptyReplay);
const said = (
  message: Exclude<FromWorker, { type: 'loaded' | 'advice' | 'why' }>,
): ReplayAction => ({
  type: 'said',
  message,
  job,
});

describe('the state of a replay', () => {
  test('follows the loading of the log', () => {
    const step = { type: 'progress', done: 1, total: 4 } as const;
    expect(after({ type: 'log', step }).log).toEqual({ status: 'loading', share: 0.25 });
    const failure = createFailure('network', 'away');
    expect(after({ type: 'log', step: { type: 'failed', failure } }).log).toEqual({
      status: 'failed',
      failure,
    });
    const log = { span: job.span, parts: [], loaded: [] };
    const ready = after({ type: 'log', step: { type: 'ready', log } });
    expect(ready.log).toEqual({ status: 'ready', log });
    expect(reduceReplay(ready, { type: 'look' }).log.status).toBe('loading');
  });

  test('of an empty log without a job counts as not started', () => {
    const step = { type: 'progress', done: 0, total: 0 } as const;
    expect(after({ type: 'log', step }).log).toEqual({ status: 'loading', share: 0 });
  });

  test('shows the outcome of the newest job, and keeps it while the next runs', () => {
    const first = after({ type: 'asked', id: 1 }, said({ type: 'outcome', id: 1, outcome }));
    expect(first).toMatchObject({ shown: { outcome, job }, share: null });
    const next = reduceReplay(first, { type: 'asked', id: 2 });
    expect(next).toMatchObject({ shown: { outcome }, share: 0, curvesAreStale: true });
  });

  test('ignores results of an older job', () => {
    const state = after({ type: 'asked', id: 1 }, { type: 'asked', id: 2 });
    expect(reduceReplay(state, said({ type: 'outcome', id: 1, outcome }))).toBe(state);
  });

  test('shows the progress of the replay, not of the curves', () => {
    const progress = (stage: 'replay' | 'sweep') =>
      after({ type: 'asked', id: 1 }, said({ type: 'progress', id: 1, stage, share: 0.5 })).share;
    expect([progress('replay'), progress('sweep')]).toEqual([0.5, 0]);
  });

  test('has curves of the shown outcome, and a problem until the next job', () => {
    const curves = [{ by: 'dwell', points: [] }] as const;
    const state = after({ type: 'asked', id: 1 }, said({ type: 'curves', id: 1, curves }));
    expect(state).toMatchObject({ curves, curvesAreStale: false });
    const failed = reduceReplay(state, said({ type: 'failed', id: 1, message: 'no memory' }));
    expect(failed).toMatchObject({ problem: 'no memory', share: null });
    expect(reduceReplay(failed, { type: 'asked', id: 2 }).problem).toBeNull();
  });
});

describe('the connection to the worker', () => {
  function createTested() {
    const ports: WorkerPort[] = [];
    const sent: ToWorker[] = [];
    const worker = createReplayWorker(() => {
      const port: WorkerPort = {
        terminate: vi.fn(),
        onmessage: null,
        onerror: null,
        postMessage: (message) => sent.push(message),
      };
      ports.push(port);
      return port;
    });
    const say = (message: FromWorker) =>
      ports.at(-1)?.onmessage?.({ data: message } as MessageEvent<FromWorker>);
    return { worker, ports, sent, say };
  }
  const part = { observations: 1, coverage: [], fault: null };

  test('is opened with the first message, once', () => {
    const { worker, ports, sent } = createTested();
    expect(ports).toHaveLength(0);
    worker.run(1, job);
    worker.run(2, job);
    expect([ports.length, sent.length]).toEqual([1, 2]);
  });

  test('reports when a part has been decoded, and its content', async () => {
    const { worker, say } = createTested();
    const loading = worker.load('a', job.span, new Uint8Array());
    expect(worker.partOf('a')).toBeNull();
    say({ type: 'loaded', key: 'a', part });
    expect(await loading).toEqual(part);
    expect(worker.partOf('a')).toEqual(part);
  });

  test('passes messages to its listeners', () => {
    const { worker, say, ports } = createTested();
    const listener = vi.fn();
    const stop = worker.listen(listener);
    worker.run(4, job);
    say({ type: 'outcome', id: 4, outcome });
    ports[0]?.onerror?.({ message: 'out of memory' } as ErrorEvent);
    stop();
    say({ type: 'curves', id: 4, curves: [] });
    expect(listener.mock.calls.flat()).toEqual([
      { type: 'outcome', id: 4, outcome },
      { type: 'failed', id: 4, message: 'out of memory' },
    ]);
  });

  test('forgets everything when stopped, and can be opened again', () => {
    const { worker, say, ports } = createTested();
    void worker.load('a', job.span, new Uint8Array());
    say({ type: 'loaded', key: 'a', part });
    worker.stop();
    expect(worker.partOf('a')).toBeNull();
    worker.run(1, job);
    expect(ports).toHaveLength(2);
  });
});
