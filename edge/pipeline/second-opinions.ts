// Second opinions of one camera, between analysis and fences. Takes the observation and what the fences are about to alert;
// returns the observation with the current opinions. A refused object is looked at again after a delay, which grows each time.
import type { Box, Observation, Opinion, OpinionWord } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { iou } from '../../detectors/tracking/overlap.ts';
import type { Advance } from '../../geofences/index.ts';
import { messageOf } from '../../host/error-message.ts';
import type { OpenedAnalyzer } from './opened-analyzer.ts';

type Asks = Advance['asks'];

/** The results and the cost of second opinions in one frame. */
export interface OpinionReport {
  readonly runs: number;
  readonly tookMs: number;
  /** One per object whose alert was due. */
  readonly opinions: readonly Pick<Opinion, 'region' | 'says'>[];
  /** Why no look was possible; absent otherwise. */
  readonly failure?: string;
}

export interface SecondOpinions {
  /** The observation with the earlier opinions that still apply. */
  withHeld(observation: Observation): Observation;
  /** Looks at the objects that are about to be alerted. */
  ask(frame: Frame, asks: Asks, observation: Observation): Promise<OpinionAnswer>;
  /** Call when the wall clock was set: the age of the opinions is no longer known, so they are dropped. */
  forget(): void;
}

export interface OpinionAnswer {
  readonly report: OpinionReport;
  /** The observation with the new opinions; null when none was due. */
  readonly says: Observation | null;
}

interface Held {
  readonly opinion: Opinion;
  readonly waitMs: number;
}

/** A refused object is looked at again after `firstMs`, then after twice as long each time, up to `mostMs`. */
const wait = { firstMs: 4000, mostMs: 60_000 };
/** A refusal older than this does not lengthen the next delay. */
const forgottenMs = 30_000;
const sameThing = 0.4;
const refusing: ReadonlySet<OpinionWord> = new Set(['person', 'vehicle', 'known', 'left']);

export function createSecondOpinions(analyzer: OpenedAnalyzer): SecondOpinions {
  let held: Held[] = [];
  return {
    withHeld: (observation) => {
      const at = observation.capturedAt;
      held = held.filter((one) => at - one.opinion.at <= one.waitMs + forgottenMs);
      const holding = held.filter((one) => at - one.opinion.at < one.waitMs);
      return withOpinions(observation, holding);
    },
    ask: async (frame, asks, observation) => {
      const report = await look(analyzer, frame, eachOnce(asks));
      if (report.opinions.length === 0) return { report, says: null };
      const at = observation.capturedAt;
      const fresh = report.opinions.map((one) => heldOf({ ...one, at }, held));
      held = [...held.filter((one) => !isAbout(one, fresh)), ...fresh.filter(isRefusal)];
      const before = (observation.opinions ?? []).map((opinion) => ({ opinion, waitMs: 0 }));
      return { report, says: withOpinions(observation, [...before, ...fresh]) };
    },
    forget: () => {
      held = [];
    },
  };
}

/** After a failure the alert is allowed, and its trace records the failure. */
async function look(analyzer: OpenedAnalyzer, frame: Frame, asks: Asks): Promise<OpinionReport> {
  try {
    return await analyzer.giveOpinions(frame, asks);
  } catch (error) {
    const due = asks.filter(({ isDue }) => isDue);
    const opinions = due.map(({ region }) => ({ region, says: ['failed' as const] }));
    return { runs: 0, tookMs: 0, opinions, failure: messageOf(error) };
  }
}

/** Two fences may ask about the same object. */
function eachOnce(asks: Asks): Asks {
  const due = asks.toSorted((a, b) => Number(b.isDue) - Number(a.isDue));
  return due.filter(
    (ask, index) => !due.slice(0, index).some((one) => isSame(one.region, ask.region)),
  );
}

function isSame(a: Box, b: Box): boolean {
  return iou(a, b) > 0.99;
}

function heldOf(opinion: Opinion, held: readonly Held[]): Held {
  const before = held.find((one) => iou(one.opinion.region, opinion.region) >= sameThing);
  const waitMs = before ? Math.min(wait.mostMs, before.waitMs * 2) : wait.firstMs;
  return { opinion, waitMs };
}

function isRefusal({ opinion }: Held): boolean {
  return opinion.says.some((word) => refusing.has(word));
}

function isAbout({ opinion }: Held, fresh: readonly Held[]): boolean {
  return fresh.some((one) => iou(one.opinion.region, opinion.region) >= sameThing);
}

function withOpinions(observation: Observation, held: readonly Held[]): Observation {
  if (held.length === 0) return observation;
  return { ...observation, opinions: held.map(({ opinion }) => opinion) };
}
