// Waiting for acknowledgements of a broker: in time, too late, and after a lost connection.
import { describe, expect, it, vi } from 'vitest';
import { createAcknowledge, type NoAnswer } from './acknowledgements.ts';

function setUp() {
  const sleeps: { ms: number; wake: () => void; isAborted: () => boolean }[] = [];
  const sleep = vi.fn(
    (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        sleeps.push({ ms, wake: resolve, isAborted: () => signal?.aborted === true });
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
  );
  let lose: (why: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const acknowledge = createAcknowledge({
    clock: { now: () => 0, steady: () => 0, wait: sleep },
    lost,
    withinMs: 500,
  });
  const wait = (work: Promise<string>) => acknowledge(work, ({ why }: NoAnswer) => why as string);
  return {
    wait,
    sleeps,
    lose: (why: string) => {
      lose(why);
    },
  };
}

const never = () => new Promise<string>(() => undefined);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('acknowledge', () => {
  it("returns the broker's answer, and ends the timer", async () => {
    const { wait, sleeps } = setUp();
    const answer = turn()
      .then(turn)
      .then(() => 'taken');
    expect(await wait(answer)).toBe('taken');
    expect(sleeps.map(({ ms, isAborted }) => [ms, isAborted()])).toEqual([[500, true]]);
  });

  it('uses one timer for all waits of one turn, and another for later ones', async () => {
    const { wait, sleeps } = setUp();
    const ends = [wait(never()), wait(never())];
    await turn();
    ends.push(wait(never()));
    expect(sleeps).toHaveLength(2);
    sleeps[0]?.wake();
    expect(await Promise.all(ends.slice(0, 2))).toEqual(['late', 'late']);
    let isOver = false;
    void ends[2]?.then(() => (isOver = true));
    await turn();
    expect(isOver).toBe(false);
  });

  it('keeps the timer while one of them still waits', async () => {
    const { wait, sleeps } = setUp();
    const answered = wait(turn().then(() => 'taken'));
    const late = wait(never());
    expect(await answered).toBe('taken');
    expect(sleeps[0]?.isAborted()).toBe(false);
    sleeps[0]?.wake();
    expect(await late).toBe('late');
  });

  it('ends all waits when the connection is lost, and later ones at once', async () => {
    const { wait, lose, sleeps } = setUp();
    const first = wait(never());
    await turn();
    const second = wait(never());
    lose('closed');
    expect(await Promise.all([first, second])).toEqual(['lost', 'lost']);
    expect(await wait(never())).toBe('lost');
    await turn();
    expect(sleeps[0]?.isAborted()).toBe(true);
  });

  it('returns an immediate answer without leaving a timer', async () => {
    const { wait, sleeps } = setUp();
    expect(await wait(Promise.resolve('taken'))).toBe('taken');
    await turn();
    expect(sleeps.every(({ isAborted }) => isAborted())).toBe(true);
  });
});
