// Whose acknowledgement is awaited: all subscribers with QoS 1, until they have acknowledged, left, or been silent for too long.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../host/clock.ts';
import { createReceiverAcks } from './receiver-acks.ts';

function setUp() {
  const wakes: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    steady: () => 0,
    wait: (_, signal) =>
      new Promise((resolve) => {
        wakes.push(resolve);
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
  };
  const acks = createReceiverAcks(clock);
  const phone = () => {
    const connection = {};
    acks.subscribed(connection, [1]);
    return connection;
  };
  const late = () => {
    for (const wake of wakes.splice(0)) wake();
  };
  return { acks, phone, late };
}

const moment = () => new Promise(setImmediate);
async function isOpen(wait: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  void wait.then(() => (isOver = true));
  await moment();
  return !isOver;
}

describe('the acknowledgement of receivers', () => {
  it('is awaited from each that was sent something', async () => {
    const { acks, phone } = setUp();
    const [one, other] = [phone(), phone()];
    for (const each of [one, other]) acks.forwarded(each);
    const wait = acks.untilAcknowledged([one, other]);
    acks.acknowledged(one);
    expect(await isOpen(wait)).toBe(true);
    acks.acknowledged(other);
    expect(await wait).toBe('all');
  });

  it('for an earlier message does not count for a later one', async () => {
    const { acks, phone } = setUp();
    const one = phone();
    acks.forwarded(one);
    acks.forwarded(one);
    const wait = acks.untilAcknowledged([one]);
    acks.acknowledged(one);
    expect(await isOpen(wait)).toBe(true);
    acks.forwarded(one);
    acks.acknowledged(one);
    expect(await wait).toBe('all');
  });

  it('is not awaited from one with QoS 0, or an unknown one', async () => {
    const { acks, phone } = setUp();
    const one = phone();
    acks.subscribed(one, [0]);
    acks.subscribed(one, [1]);
    acks.forwarded(one);
    expect(await acks.untilAcknowledged([one, {}])).toBe('nobody');
    expect(await acks.untilAcknowledged([])).toBe('nobody');
  });

  it('for messages from before it was known does not count for later ones', async () => {
    const { acks, phone } = setUp();
    const one = phone();
    acks.acknowledged(one);
    acks.forwarded(one);
    expect(await isOpen(acks.untilAcknowledged([one]))).toBe(true);
  });

  it('is not awaited from one that leaves', async () => {
    const { acks, phone } = setUp();
    const one = phone();
    acks.forwarded(one);
    const wait = acks.untilAcknowledged([one]);
    acks.left(one);
    expect(await wait).toBe('left');
  });

  it('is awaited only once from a silent one, until it acknowledges again', async () => {
    const { acks, phone, late } = setUp();
    const one = phone();
    acks.forwarded(one);
    const wait = acks.untilAcknowledged([one]);
    late();
    expect(await wait).toBe('late');
    expect(await acks.untilAcknowledged([one])).toBe('nobody');
    acks.acknowledged(one);
    acks.forwarded(one);
    const again = acks.untilAcknowledged([one]);
    expect(await isOpen(again)).toBe(true);
    acks.acknowledged(one);
    expect(await again).toBe('all');
  });
});
