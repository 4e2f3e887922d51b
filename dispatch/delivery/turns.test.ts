// A semaphore: never more than its limit, first come first served, and none lost.
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('turns', () => {
  it('are taken at once while some are free', () => {
    const turns = createTurns(2);
    expect([turns.tryTake(), turns.tryTake(), turns.tryTake()]).toEqual([true, true, false]);
    turns.giveBack();
    expect([turns.tryTake(), turns.tryTake()]).toEqual([true, false]);
  });

  it('go to the longest waiter', async () => {
    const turns = createTurns(1);
    turns.tryTake();
    const order: string[] = [];
    const waiting = ['a', 'b', 'c'].map((name) => turns.next().then(() => order.push(name)));
    for (let count = 0; count < 3; count += 1) turns.giveBack();
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('are all free again when everybody has returned theirs', async () => {
    const turns = createTurns(2);
    turns.tryTake();
    turns.tryTake();
    const waited = turns.next();
    for (let count = 0; count < 3; count += 1) turns.giveBack();
    await waited;
    expect([turns.tryTake(), turns.tryTake(), turns.tryTake()]).toEqual([true, true, false]);
  });
});
