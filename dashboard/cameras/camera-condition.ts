// What a camera's tile shows: its state, the fault of its view, and the urgency.
import type { CameraStatus, CameraView } from '../../contracts/index.ts';

export type CameraState = CameraStatus['state'] | 'unknown';
export type ViewTrouble = Exclude<NonNullable<CameraStatus['view']>, 'ok'>;
export type Tone = 'good' | 'busy' | 'bad';

export interface CameraCondition {
  state: CameraState;
  /** Connected, but the picture cannot be trusted. */
  viewTrouble: ViewTrouble | null;
  tone: Tone;
  /** A sentence from the edge, in English. */
  problem: string | null;
}

export function conditionOf({ status }: Pick<CameraView, 'status'>): CameraCondition {
  if (status === null) return { state: 'unknown', viewTrouble: null, tone: 'bad', problem: null };
  const { state, view, problem } = status;
  const viewTrouble = state === 'live' && view !== null && view !== 'ok' ? view : null;
  return { state, viewTrouble, tone: viewTrouble ? 'bad' : toneOf[state], problem };
}

const toneOf: Record<CameraStatus['state'], Tone> = {
  live: 'good',
  starting: 'busy',
  stalled: 'bad',
  offline: 'bad',
  refused: 'bad',
};

/** The number of cameras in each state, in this order, without empty states. */
export function countStates(cameras: readonly Pick<CameraView, 'status'>[]): {
  state: CountedState;
  tone: Tone;
  total: number;
}[] {
  const conditions = cameras.map(conditionOf);
  return countedStates.flatMap((state) => {
    const total = conditions.filter((condition) => countedStateOf(condition) === state).length;
    const tone = state === 'unknown' || state === 'badView' ? 'bad' : toneOf[state];
    return total > 0 ? [{ state, tone, total }] : [];
  });
}

const countedStates = [
  'live',
  'badView',
  'starting',
  'stalled',
  'offline',
  'refused',
  'unknown',
] as const;
/** A live camera with a wrong view is counted separately, because it is not in order. */
export type CountedState = (typeof countedStates)[number];

function countedStateOf({ state, viewTrouble }: CameraCondition): CountedState {
  return viewTrouble ? 'badView' : state;
}

/** A picture older than this is marked as old: a live camera sends one every few seconds. */
export const oldPictureMs = 60_000;
