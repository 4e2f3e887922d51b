// The loop that keeps things alive: says new errors once, backs off, starts fresh, and stops when told.
import { describe, expect, it } from 'vitest';
import { supervise, messageOf } from './supervise.ts';
import { fakeClock } from './testing/fake-clock.ts';
import { quietLog } from './testing/quiet-log.ts';

/** Runs each step in turn and stops at the end of them. */
async function run(steps: ((clock: ReturnType<typeof fakeClock>) => void)[]) {
  const clock = fakeClock();
  const log = quietLog();
  const stop = new AbortController();
  let index = 0;
  const runOnce = () => {
    const step = steps[index];
    index += 1;
    if (step === undefined) stop.abort();
    else step(clock);
    return Promise.resolve();
  };
  const wrapped = async () => {
    await runOnce();
  };
  await supervise({ name: 'thing', runOnce: wrapped, signal: stop.signal, clock, log });
  return { messages: log.lines.map(({ fields }) => fields), slept: clock.slept };
}

const fail = (message: string) => () => {
  throw new Error(message);
};

describe('supervise', () => {
  it('ends at once when nothing is left to do', async () => {
    expect(await run([])).toEqual({ messages: [], slept: [] });
  });

  it('says an error once, says the next different one, and waits longer each time', async () => {
    const { messages, slept } = await run([fail('gone'), fail('gone'), fail('odd'), fail('gone')]);
    expect(messages).toEqual([{ error: 'gone' }, { error: 'odd' }, { error: 'gone' }]);
    expect(slept).toEqual([250, 500, 1000, 2000]);
  });

  it('never waits longer than its limit', async () => {
    const { slept } = await run(Array.from({ length: 12 }, () => fail('gone')));
    expect(Math.max(...slept)).toBe(10_000);
  });

  it('begins anew after a long healthy run', async () => {
    const healthy = (clock: ReturnType<typeof fakeClock>) => {
      clock.advance(60_000);
      throw new Error('gone');
    };
    const { messages, slept } = await run([fail('gone'), fail('gone'), healthy]);
    expect(messages).toEqual([{ error: 'gone' }, { error: 'gone' }]);
    expect(slept).toEqual([250, 500, 250]);
  });

  it('does not complain about an error that comes from stopping', async () => {
    const clock = fakeClock();
    const log = quietLog();
    const stop = new AbortController();
    const runOnce = () => {
      stop.abort();
      return Promise.reject(new Error('aborted'));
    };
    await supervise({ name: 'thing', runOnce, signal: stop.signal, clock, log });
    expect(log.lines).toEqual([]);
  });
});

describe('messageOf', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
  it.each([
    ['an error', new Error('no'), 'no'],
    ['an error with its cause', new Error('no', { cause: new Error('why') }), 'no: why'],
    ['an error with only a code', refused, 'ECONNREFUSED'],
    ['an error with nothing', new TypeError(''), 'TypeError'],
    ['a thrown text', 'no', 'no'],
    ['nothing', undefined, 'undefined'],
  ])('of %s', (_, reason, expected) => {
    expect(messageOf(reason)).toBe(expected);
  });
});
