// The fence engine of one camera with its state: judges observations, and accepts new fences and incidents of a former holder.
import type { Calendar, Fence, IncidentEvent } from '../../contracts/index.ts';
import {
  adoptIncidents,
  createFenceEngine,
  emptyEngineState,
  followedPlaces,
  needsAttention,
  openIncidents,
  type Adoption,
  type EngineState,
  type FollowedPlace,
} from '../../geofences/index.ts';
import { judge, type Judged, type ToJudge } from './judge.ts';
import type { SecondOpinions } from './second-opinions.ts';
import { shiftTimes } from './shift-times.ts';

export interface FenceJudge {
  judge(seen: Pick<ToJudge, 'seen' | 'frame'>): Promise<Omit<Judged, 'state'>>;
  /** Whether there is a candidate or an open incident. */
  needsAttention(): boolean;
  /** Candidates and open incidents. @param at epoch ms */
  followed(at: number): FollowedPlace[];
  openIncidents(): number;
  /** Call when the wall clock was set: shifts the times of the state by the step. */
  shift(byMs: number): void;
  /** The fences apply from the next observation on. */
  setFences(fences: readonly Fence[]): void;
  /** @param at time of the next frame, epoch ms */
  adopt(incidents: readonly IncidentEvent[], at: number): Omit<Adoption, 'state'>;
  state(): EngineState;
}

export interface FenceJudgeOptions {
  /** The fences of this camera. */
  fences: readonly Fence[];
  timezone: string;
  calendar?: Calendar | undefined;
  /** Null when second opinions are off. */
  opinions: SecondOpinions | null;
  former?: EngineState | undefined;
}

export function createFenceJudge(options: FenceJudgeOptions): FenceJudge {
  const { timezone, calendar, opinions, former = emptyEngineState } = options;
  const engineOf = (fences: readonly Fence[]) => createFenceEngine(fences, timezone, calendar);
  let engine = engineOf(options.fences);
  let state = former;
  return {
    judge: async ({ seen, frame }) => {
      const { state: next, ...outcome } = await judge(opinions, { engine, state, seen, frame });
      state = next;
      return outcome;
    },
    needsAttention: () => needsAttention(state),
    followed: (at) => followedPlaces(state, at),
    openIncidents: () => openIncidents(state),
    shift: (byMs) => {
      state = shiftTimes(state, byMs);
    },
    setFences: (fences) => {
      engine = engineOf(fences);
    },
    adopt: (incidents, at) => {
      const { state: next, ...ids } = adoptIncidents(state, incidents, at);
      state = next;
      return ids;
    },
    state: () => state,
  };
}
