// What one camera's tile says about it: its state, what is wrong with its view, how urgent that is.
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

/** How many cameras are in each state, states without cameras left out, in this order. */
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
/** A live camera whose view is wrong counts apart: nobody should take it for a good one. */
export type CountedState = (typeof countedStates)[number];

function countedStateOf({ state, viewTrouble }: CameraCondition): CountedState {
  return viewTrouble ? 'badView' : state;
}

/** From this age on a picture is called old: pictures come every few seconds while a camera is live. */
export const oldPictureMs = 60_000;
