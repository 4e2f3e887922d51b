// Decides which of a person's channels is tried next, and when. Pure: takes the state of a message, the result of the attempt and
// the time; returns the next attempt, or that it is over. A channel with a permanent failure is not tried again. Another
// failing channel is tried three times, then the next one; this repeats until the message is dropped.
import type { DirectOutcome } from '../channels/direct/direct-channel.ts';

/** The state of one channel for this message. */
export interface ChannelTries {
  tries: number;
  /** Not before this time. */
  notBefore: number;
  isOver: boolean;
}

export interface Progress {
  /** The time of its first attempt; null until then. */
  firstAt: number | null;
  channels: { [id: string]: ChannelTries };
}

type Known = Progress['channels'];

export interface NextAttempt {
  /** The channel that is tried next. */
  channel: string | null;
  nextAt: number;
  progress: Progress;
}

export interface Attempt {
  /** In the order in which they are tried. */
  channels: readonly string[];
  channel: string;
  progress: Progress;
  outcome: DirectOutcome;
  /** Whether the channel has failed for others too: then one try is enough. */
  isFailing: boolean;
  at: number;
  giveUpAfterMs: number;
}

export type AfterAttempt =
  | { state: 'handed-over' }
  | ({ state: 'waiting' } & NextAttempt)
  /** None of the channels has taken it. */
  | { state: 'failed' };

const triesInARow = 3;
const firstWaitMs = 5000;
const longestWaitMs = 5 * 60_000;
/** The longest wait for a channel while there is another one. */
const worthWaitingMs = 30_000;

export function beginProgress(channels: readonly string[]): NextAttempt {
  return { channel: channels[0] ?? null, nextAt: 0, progress: { firstAt: null, channels: {} } };
}

export function afterAttempt(attempt: Attempt): AfterAttempt {
  const { outcome, channel, at } = attempt;
  if (outcome.outcome === 'delivered') return { state: 'handed-over' };
  // Its first attempt may be dated by a clock that was set back since.
  const firstAt = Math.min(attempt.progress.firstAt ?? at, at);
  const tried = triesAfter(attempt);
  const known = { ...attempt.progress.channels, [channel]: tried };
  const next = nextChannel(attempt, known);
  const nextAt = Math.max(at, known[next ?? '']?.notBefore ?? 0);
  if (next === null || nextAt - firstAt > attempt.giveUpAfterMs) return { state: 'failed' };
  return { state: 'waiting', channel: next, nextAt, progress: { firstAt, channels: known } };
}

function triesAfter({ progress, channel, outcome, at }: Attempt): ChannelTries {
  const tries = (progress.channels[channel]?.tries ?? 0) + 1;
  if (outcome.outcome !== 'retryable') return { tries, notBefore: at, isOver: true };
  const waitMs = Math.min(firstWaitMs * 3 ** Math.min(tries - 1, 10), longestWaitMs);
  const notBefore = at + Math.max(waitMs, outcome.retryAfterMs ?? 0);
  return { tries, notBefore, isOver: false };
}

/** The same channel while it is worth it, else the next one in rotation; null after permanent failures of all. */
function nextChannel(attempt: Attempt, known: Known): string | null {
  const { channels, channel, isFailing, at } = attempt;
  const open = channels.filter((id) => !(known[id]?.isOver ?? false));
  const own = known[channel];
  const isWorthIt =
    own !== undefined &&
    !own.isOver &&
    !isFailing &&
    own.tries % triesInARow !== 0 &&
    own.notBefore - at <= worthWaitingMs;
  if (isWorthIt) return channel;
  const others = open.filter((id) => id !== channel);
  return soonest(others.length > 0 ? others : open, { channels, channel, known, at });
}

/** Among channels with the same time the next one in the person's order. */
function soonest(
  open: readonly string[],
  { channels, channel, known, at }: Pick<Attempt, 'channels' | 'channel' | 'at'> & { known: Known },
): string | null {
  const place = channels.indexOf(channel);
  const turnOf = (id: string) => (channels.indexOf(id) - place + channels.length) % channels.length;
  const momentOf = (id: string) => Math.max(at, known[id]?.notBefore ?? 0);
  const sorted = [...open].sort((a, b) => momentOf(a) - momentOf(b) || turnOf(a) - turnOf(b));
  return sorted[0] ?? null;
}
