import { describe, expect, it } from 'vitest';
import { supervise, type Supervision } from './supervise.ts';
import { createFakeClock } from './testing/fake-clock.ts';

function start(runOnce: Supervision['runOnce']) {
  const clock = createFakeClock();
  const lines: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string) => void lines.push({ fields, message });
  const stopping = new AbortController();
  const problems: (string | null)[] = [];
  const done = supervise({
    part: 'a part',
    runOnce,
    clock,
    log: { info: keep, warn: keep },
    signal: stopping.signal,
    onProblem: (problem) => problems.push(problem),
    backOff: { firstMs: 100, longestMs: 1000 },
  });
  const said = () => lines.map(({ message }) => message);
  return { clock, lines, stopping, problems, done, said };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });

describe('a supervised part', () => {
  it('that ends without an error is not run again', async () => {
    let runs = 0;
    const { done, problems, said } = start(() => {
      runs += 1;
      return Promise.resolve();
    });
    await done;
    expect([runs, problems, said()]).toEqual([1, [], []]);
  });

  it('ends on abort, without a log line', async () => {
    const { stopping, done, problems, said } = start(untilAborted);
    stopping.abort();
    await done;
    expect([problems, said()]).toEqual([[], []]);
  });

  it('that is stopped before its start never runs', async () => {
    const stopping = AbortSignal.abort();
    let runs = 0;
    await supervise({
      part: 'a part',
      signal: stopping,
      clock: createFakeClock(),
      log: { info: () => undefined, warn: () => undefined },
      runOnce: () => Promise.resolve(void (runs += 1)),
    });
    expect(runs).toBe(0);
  });

  it('that keeps failing is restarted with a growing back-off, and logged once per change', async () => {
    const startedAt: number[] = [];
    const run = start(async () => {
      await Promise.resolve();
      startedAt.push(run.clock.now());
      throw new Error(startedAt.length < 4 ? 'gone' : 'full');
    });
    await run.clock.advance(5000);
    const gaps = startedAt.slice(1).map((at, index) => at - startedAt[index]!);
    expect(gaps).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
    expect(run.said()).toHaveLength(2);
    expect(run.lines.map(({ fields }) => fields)).toMatchObject([
      { part: 'a part', error: { message: 'gone' } },
      { part: 'a part', error: { message: 'full' } },
    ]);
    run.stopping.abort();
    await run.done;
  });

  it.each<[string, () => Promise<void>]>([
    ['throws at once', () => expectThrow(new Error('at once'))],
    ['rejects without a word', () => Promise.reject(new Error(''))],
  ])('that %s ends nothing else', async (_, runOnce) => {
    const { clock, stopping, done, problems } = start(runOnce);
    await clock.advance(50);
    expect(problems).toHaveLength(1);
    stopping.abort();
    await done;
  });

  it('logs its recovery after a long enough run, and then resets the back-off', async () => {
    let runs = 0;
    const { clock, stopping, done, problems, said } = start((signal) => {
      runs += 1;
      if (runs < 4) return Promise.reject(new Error('gone'));
      if (runs > 4) return untilAborted(signal);
      return clock.wait(2000, signal).then(() => Promise.reject(new Error('gone')));
    });
    await clock.advance(700 + 1001);
    expect(problems.at(-1)).toBeNull();
    expect(said().at(-1)).toContain('runs again');
    await clock.advance(1000);
    expect(problems.at(-1)).toBe('gone');
    await clock.advance(100);
    expect(runs).toBe(5);
    stopping.abort();
    await done;
  });

  it('that ran long before its first failure is restarted after the shortest pause', async () => {
    const startedAt: number[] = [];
    const run = start(async (signal) => {
      await Promise.resolve();
      startedAt.push(run.clock.steady());
      await run.clock.wait(5000, signal);
      throw new Error('gone');
    });
    await run.clock.advance(11_000);
    const gaps = startedAt.slice(1).map((at, index) => at - startedAt[index]!);
    expect(gaps).toEqual([5100, 5100]);
    run.stopping.abort();
    await run.done;
  });

  it('does not mistake a step of the wall clock for a long healthy run', async () => {
    const startedAt: number[] = [];
    const run = start(async () => {
      await Promise.resolve();
      startedAt.push(run.clock.steady());
      run.clock.set(3_600_000);
      throw new Error('gone');
    });
    await run.clock.advance(800);
    const gaps = startedAt.slice(1).map((at, index) => at - startedAt[index]!);
    expect(gaps).toEqual([100, 200, 400]);
    run.stopping.abort();
    await run.done;
  });

  it('does not log an error that is caused by stopping', async () => {
    const run = start(async () => {
      await Promise.resolve();
      run.stopping.abort();
      throw new Error('aborted');
    });
    await run.done;
    expect([run.problems, run.said()]).toEqual([[], []]);
  });

  it('aborts the work of a failed attempt before the next one starts', async () => {
    const signals: AbortSignal[] = [];
    const { clock, stopping, done } = start((signal) => {
      signals.push(signal);
      return Promise.reject(new Error('gone'));
    });
    await clock.advance(150);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    stopping.abort();
    await done;
  });
});

function expectThrow(error: Error): Promise<void> {
  throw error;
}
