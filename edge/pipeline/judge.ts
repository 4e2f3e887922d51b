// Judges one frame: the fences list the objects that they are about to alert, second opinions are requested for these, and the fences
// judge again with the answers. The observation is quantised first, so that the log holds exactly what was judged and a back-test
// gives the same result.
import type { Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Advance, EngineState, FenceEngine } from '../../geofences/index.ts';
import { quantiseObservation } from '../../observation-log/index.ts';
import type { OpinionReport, SecondOpinions } from './second-opinions.ts';

export interface ToJudge {
  readonly engine: FenceEngine;
  readonly state: EngineState;
  readonly seen: Observation;
  readonly frame: Frame;
}

export interface Judged extends Omit<Advance, 'asks'> {
  readonly observation: Observation;
  /** Null when no opinion was needed. */
  readonly opinion: OpinionReport | null;
}

/** @param opinions null when second opinions are off */
export async function judge(
  opinions: SecondOpinions | null,
  { engine, state, seen, frame }: ToJudge,
): Promise<Judged> {
  const observation = quantiseObservation(opinions?.withHeld(seen) ?? seen);
  const { asks, ...first } = engine.advance(state, observation);
  if (!opinions || asks.length === 0) return { observation, ...first, opinion: null };
  const { report, says } = await opinions.ask(frame, asks, observation);
  if (!says) return { observation, ...first, opinion: report };
  const heard = quantiseObservation(says);
  const { asks: _, ...second } = engine.advance(state, heard);
  return { observation: heard, ...second, opinion: report };
}
