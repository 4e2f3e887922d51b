// Judges one frame: the fences say what they would alert of, second opinions are asked for it, and the fences judge again with what
// they say. What is judged is rounded first, so that the log holds exactly that and a back-test judges alike.
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
  /** Null when nobody asked. */
  readonly opinion: OpinionReport | null;
}

/** @param opinions null when the camera is never asked for any */
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
