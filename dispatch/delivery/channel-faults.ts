// Which direct channels fail, and since when. Takes the results of attempts; returns the problems to show. A fault of one
// person's address or one message does not count against the channel.
import type { HealthProblem, ProblemCode } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { cleanDetail } from './clean-detail.ts';
import { isOfChannel, type DirectOutcome } from '../channels/direct/direct-channel.ts';

export interface ChannelFaults {
  note(channel: string, outcome: DirectOutcome): void;
  isFailing(channel: string): boolean;
  /** The last success; null without one since dispatch started. */
  deliveredAt(channel: string): number | null;
  problems(): HealthProblem[];
}

interface Fault {
  since: number;
  times: number;
  failure: Exclude<DirectOutcome, { outcome: 'delivered' }>;
}

/** A single temporary failure is no problem yet. */
const timesToShow = 2;

export function createChannelFaults(clock: Clock): ChannelFaults {
  const faults = new Map<string, Fault>();
  const delivered = new Map<string, number>();
  const isShown = ({ times, failure }: Fault) =>
    times >= timesToShow || failure.outcome === 'permanent';
  return {
    note: (channel, outcome) => {
      if (outcome.outcome === 'delivered') {
        faults.delete(channel);
        delivered.set(channel, clock.now());
      } else if (isOfChannel(outcome)) {
        const { since = clock.now(), times = 0 } = faults.get(channel) ?? {};
        faults.set(channel, { since, times: times + 1, failure: outcome });
      }
    },
    isFailing: (channel) => {
      const fault = faults.get(channel);
      return fault !== undefined && isShown(fault);
    },
    deliveredAt: (channel) => delivered.get(channel) ?? null,
    problems: () =>
      [...faults]
        .filter(([, fault]) => isShown(fault))
        .map(([channel, { since, times, failure }]) => ({
          code: codeOf(failure),
          subject: channel,
          since,
          values: { reason: failure.reason, detail: cleanDetail(failure.detail) ?? '', times },
        })),
  };
}

function codeOf({ outcome, reason }: Fault['failure']): ProblemCode {
  if (reason === 'login-refused') return 'channel-login-refused';
  if (reason === 'rate-limited') return 'channel-rate-limited';
  return outcome === 'permanent' ? 'channel-refuses' : 'channel-unreachable';
}
