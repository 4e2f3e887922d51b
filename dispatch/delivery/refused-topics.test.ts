// Topics that a broker refuses: how long they rest, and how they are reported.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import type { DeliveryOutcome } from '../channels/outgoing.ts';
import { createRefusedTopics } from './refused-topics.ts';

const refused: DeliveryOutcome = { outcome: 'refused', reason: 'not-authorised', detail: 'no' };
const taken: DeliveryOutcome = { outcome: 'handed-over', listeners: 'some' };

describe('refused topics', () => {
  it('are none at first, and do not affect others', () => {
    const topics = createRefusedTopics(fakeClock(1000));
    expect([topics.onHold(), topics.problems()]).toEqual([[], []]);
    topics.note('a', taken);
    topics.note('b', { outcome: 'retryable', reason: 'connection-lost', detail: '' });
    expect([topics.onHold(), topics.problems()]).toEqual([[], []]);
  });

  it('rest for a minute, and are a problem from the first refusal until an accepted message', () => {
    const clock = fakeClock(1000);
    const topics = createRefusedTopics(clock);
    topics.note('a', refused);
    expect(topics.onHold()).toEqual(['a']);
    clock.advance(60_000);
    expect(topics.onHold()).toEqual([]);
    expect(topics.problems()).toHaveLength(1);
    topics.note('a', refused);
    expect(topics.problems()).toEqual([
      {
        code: 'broker-refuses-topic',
        subject: 'a',
        since: 1000,
        values: { reason: 'not-authorised', retryAt: 121_000 },
      },
    ]);
    topics.note('a', taken);
    expect([topics.onHold(), topics.problems()]).toEqual([[], []]);
  });

  it('are tried at once when the clock was set back', () => {
    const clock = fakeClock(10_000_000);
    const topics = createRefusedTopics(clock);
    topics.note('a', refused);
    clock.advance(-3_600_000);
    expect(topics.onHold()).toEqual([]);
  });
});
