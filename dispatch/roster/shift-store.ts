// What swaps and hand-overs need from the store.
import type {
  CaseStepName,
  CellLimit,
  DutyPart,
  DutyStretch,
  DutyVersion,
  HandOverSummary,
  SwapState,
} from '../../contracts/index.ts';

export interface SwapRow {
  swap: number;
  give: DutyStretch;
  inReturn: DutyStretch | null;
  asker: string;
  other: string;
  reason: string;
  askedBy: string;
  askedAt: number;
  state: Exclude<SwapState, 'lapsed'>;
  endedAt: number | null;
  endedBy: string | null;
  version: number | null;
}
export type NewSwapRow = Omit<SwapRow, 'swap' | 'endedAt' | 'endedBy' | 'version'>;

/** The result of a swap, and who decided. */
export interface SwapEnd {
  swap: number;
  state: Exclude<SwapState, 'lapsed' | 'asked'>;
  endedAt: number;
  endedBy: string;
}

export interface NewHandOver {
  unit: string;
  part: DutyPart;
  from: number;
  at: number;
  outgoing: string[];
  incoming: string[];
  summary: HandOverSummary;
  madeAt: number;
}
export interface HandOverRow extends NewHandOver {
  handOver: number;
  signedAt: number | null;
  signedBy: string | null;
  note: string | null;
}

export interface ShiftStore {
  addSwap(swap: NewSwapRow): Promise<SwapRow>;
  findSwap(swap: number): Promise<SwapRow | null>;
  /** Open ones, and those requested since; the latest first. */
  swapsSince(at: number): Promise<SwapRow[]>;
  /** False when it has already ended. */
  endSwap(end: SwapEnd): Promise<boolean>;
  /** False when it already exists. */
  addHandOver(handOver: NewHandOver): Promise<boolean>;
  /** Unsigned ones first, then the latest. */
  handOvers(isOpen: boolean): Promise<HandOverRow[]>;
  findHandOver(id: number): Promise<HandOverRow | null>;
  /** False when it is already signed. */
  sign(id: number, by: { at: number; by: string; note: string | null }): Promise<boolean>;
  happened(
    steps: readonly CaseStepName[],
    cells: CellLimit,
    span: { from: number; to: number },
  ): Promise<HandOverSummary['happened']>;
}

/** The roster version that carries out a swap: both are written, or neither. */
export type SwapAdded = 'added' | 'stale' | 'ended';
export type AddWithSwap = (version: DutyVersion, end: SwapEnd) => Promise<SwapAdded>;
