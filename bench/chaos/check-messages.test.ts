// The chaos checker on messages. Each test breaks one thing in a good history.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check.ts';
import {
  deliveries,
  delivery,
  fault,
  faultsOf,
  good,
  only,
  received,
  withCase,
} from './testing/good-history.ts';

describe('the checker of messages', () => {
  it('finds a message that was handed over and never received', () => {
    const lost = good.filter(
      (one) => one.line !== 'received' || one.notificationId !== 'i1-1-officer',
    );
    expect(faultsOf(lost)).toEqual([fault('notification-lost', 'i1-1-officer')]);
  });

  it.each(['waiting', 'refused'] as const)('finds a message that is %s at the end', (state) => {
    expect(faultsOf(only({ state }))).toEqual([fault('notification-stuck', 'i1-1-officer')]);
  });

  it('finds a message that failed without a record, and accepts one with a recorded failure', () => {
    const failed = only({ state: 'failed' });
    expect(faultsOf(failed)).toEqual([fault('notification-failed-unsaid', 'i1-1-officer')]);
    const told = { notificationId: 'i1-1-officer', role: 'officer', person: 'p', reason: 'r' };
    const said = failed.map((one) => (one.line === 'case' ? { ...one, untold: [told] } : one));
    expect(checkHistory(said)).toMatchObject({ faults: [], messages: { failed: 1 } });
  });

  it('finds a message that a receiver got and dispatch does not know', () => {
    expect(faultsOf([...good, received('x', 1)])).toEqual([fault('notification-unknown', 'x')]);
  });

  it('finds a message that arrived twice, and excuses it around a fault', () => {
    const again = (at: number) => [...good, received('i1-1-officer', at)];
    expect(faultsOf(again(15_000))).toEqual([fault('sent-twice', 'i1-1-officer')]);
    expect(checkHistory(again(25_000))).toMatchObject({ faults: [], messages: { repeats: 1 } });
  });

  it('finds a step of which a person was notified under two ids', () => {
    const twice = delivery('opened', 'officer', 1);
    const under = { ...twice, notificationId: 'i1-1-officer-2' };
    const faults = faultsOf([
      ...withCase({ deliveries: [...deliveries, under] }),
      received('i1-1-officer-2', 15_000),
    ]);
    expect(faults).toEqual([fault('told-twice-of-a-step', 'c1 i1-1 officer cells/officer')]);
  });

  it('finds an opening and a clearing of which nobody was notified', () => {
    const none = withCase({ deliveries: [] }).filter((one) => one.line !== 'received');
    expect(faultsOf(none).map(({ about }) => about)).toEqual([
      'c1 opened to officer',
      'c1 opened to property',
      'c1 cleared to officer',
      'c1 cleared to property',
    ]);
  });
});
