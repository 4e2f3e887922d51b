// The calls about shifts: taking one over, swaps, hand-overs, quiet hours, mutes, and review settings.
import {
  handOverListSchema,
  handOverSchema,
  muteListSchema,
  ownQuietHoursSchema,
  reviewGateListSchema,
  reviewListSchema,
  swapListSchema,
  swapSchema,
  takenShiftSchema,
  type HandOver,
  type Mute,
  type NewSwap,
  type OwnQuietHours,
  type QuietHours,
  type ReviewGate,
  type ReviewList,
  type Swap,
  type SwapAnswer,
  type TakenShift,
} from '../../contracts/index.ts';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { queryText, type Call } from './send.ts';

const nothing = z.null();

export interface HandOvers {
  handOvers: HandOver[];
  unsigned: number;
}

export interface ShiftCalls {
  takeShift(
    shift: Pick<TakenShift, 'unit' | 'part'> & { reason: string },
  ): Promise<Answer<TakenShift>>;
  listSwaps(signal?: AbortSignal): Promise<Answer<{ swaps: Swap[] }>>;
  askSwap(swap: NewSwap): Promise<Answer<Swap>>;
  answerSwap(swap: number, answer: SwapAnswer): Promise<Answer<Swap>>;
  listHandOvers(signal?: AbortSignal): Promise<Answer<HandOvers>>;
  signHandOver(handOver: number, note: string): Promise<Answer<HandOver>>;
  getQuietHours(signal?: AbortSignal): Promise<Answer<OwnQuietHours>>;
  setQuietHours(own: QuietHours | null): Promise<Answer<OwnQuietHours>>;
  /** @param ended epoch ms: also mutes that have ended since */
  listMutes(ended: number, signal?: AbortSignal): Promise<Answer<{ mutes: Mute[] }>>;
  endMute(mute: number): Promise<Answer<null>>;
  listReviews(signal?: AbortSignal): Promise<Answer<ReviewList>>;
  listGates(signal?: AbortSignal): Promise<Answer<{ gates: ReviewGate[] }>>;
  setGate(gate: Omit<ReviewGate, 'at' | 'author'>): Promise<Answer<{ gates: ReviewGate[] }>>;
}

export function createShiftCalls(call: Call): ShiftCalls {
  return {
    takeShift: (body) =>
      call({ method: 'POST', path: '/api/duty/take', body, schema: takenShiftSchema }),
    listSwaps: (signal) =>
      call({ method: 'GET', path: '/api/swaps', schema: swapListSchema, signal }),
    askSwap: (body) => call({ method: 'POST', path: '/api/swaps', body, schema: swapSchema }),
    answerSwap: (swap, answer) =>
      call({
        method: 'POST',
        path: `/api/swaps/${swap}/answer`,
        body: { answer },
        schema: swapSchema,
      }),
    listHandOvers: (signal) =>
      call({ method: 'GET', path: '/api/hand-overs', schema: handOverListSchema, signal }),
    signHandOver: (handOver, note) =>
      call({
        method: 'POST',
        path: `/api/hand-overs/${handOver}/sign`,
        schema: handOverSchema,
        body: note === '' ? {} : { note },
      }),
    ...createSettingCalls(call),
  };
}

type SettingCalls = Pick<
  ShiftCalls,
  | 'getQuietHours'
  | 'setQuietHours'
  | 'listMutes'
  | 'endMute'
  | 'listReviews'
  | 'listGates'
  | 'setGate'
>;

/** The calls about notification settings: quiet hours, mutes, reviews. */
function createSettingCalls(call: Call): SettingCalls {
  const quiet = { path: '/api/quiet-hours', schema: ownQuietHoursSchema };
  const gates = { path: '/api/review-gates', schema: reviewGateListSchema };
  return {
    getQuietHours: (signal) => call({ method: 'GET', ...quiet, signal }),
    setQuietHours: (own) => call({ method: 'PUT', ...quiet, body: { own } }),
    listMutes: (ended, signal) =>
      call({
        method: 'GET',
        path: `/api/mutes${queryText({ ended })}`,
        schema: muteListSchema,
        signal,
      }),
    endMute: (mute) => call({ method: 'DELETE', path: `/api/mutes/${mute}`, schema: nothing }),
    listReviews: (signal) =>
      call({ method: 'GET', path: '/api/reviews', schema: reviewListSchema, signal }),
    listGates: (signal) => call({ method: 'GET', ...gates, signal }),
    setGate: (body) => call({ method: 'PUT', ...gates, body }),
  };
}
