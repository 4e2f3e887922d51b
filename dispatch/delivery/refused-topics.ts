// Tracks topics that the broker refuses. Their messages wait in order and are retried after a while; those of other topics go on.
// Takes the results of attempts; returns the topics that rest, and the problems to show.
import type { HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DeliveryOutcome } from '../channels/outgoing.ts';

export interface RefusedTopics {
  note(topic: string, outcome: DeliveryOutcome): void;
  /** Topics that rest now. */
  onHold(): string[];
  problems(): HealthProblem[];
}

const againMs = 60_000;

interface Refusal {
  since: number;
  triedAt: number;
  reason: string;
}

export function createRefusedTopics(clock: Clock): RefusedTopics {
  const topics = new Map<string, Refusal>();
  const isResting = ({ triedAt }: Refusal) => {
    const age = clock.now() - triedAt;
    // After a clock step it is tried at once.
    return age >= 0 && age < againMs;
  };
  return {
    note: (topic, outcome) => {
      if (outcome.outcome === 'handed-over') topics.delete(topic);
      if (outcome.outcome !== 'refused') return;
      const triedAt = clock.now();
      const since = topics.get(topic)?.since ?? triedAt;
      topics.set(topic, { since, triedAt, reason: outcome.reason });
    },
    onHold: () => [...topics].filter(([, one]) => isResting(one)).map(([topic]) => topic),
    problems: () =>
      [...topics].map(([topic, { since, triedAt, reason }]) => ({
        code: 'broker-refuses-topic',
        subject: topic.slice(0, 500),
        since,
        values: { reason, retryAt: triedAt + againMs },
      })),
  };
}
