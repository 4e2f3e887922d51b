// The store of quality checks, as the rest of dispatch uses it. Rows are never changed or deleted, except that the end of a check
// is set once.
import type { LabelVerdict, SampleFilter, SecondVerdict } from '../../contracts/index.ts';

export interface DrawnSample {
  sample: number;
  drawnAt: number;
  drawnBy: string;
  seed: string;
  isOwnSeed: boolean;
  filter: SampleFilter;
  reason: string;
  size: number;
  population: number;
}

/** A case of a sample, with the verdict that it had when it was drawn. */
export interface SampledCase {
  position: number;
  caseId: string;
  first: LabelVerdict;
  firstBy: string;
  firstAt: number;
}

export interface Check {
  person: string;
  begunAt: number;
  finishedAt: number | null;
}

export interface GivenVerdict {
  position: number;
  person: string;
  verdict: SecondVerdict;
  note: string | null;
  at: number;
  /** The person had opened the case in the dashboard before. */
  hadOpened: boolean;
  /** The person has taken a step in the case. */
  hadPart: boolean;
}

export interface SampleFile extends DrawnSample {
  cases: SampledCase[];
  checks: Check[];
  verdicts: GivenVerdict[];
  /** People who saw the result without having checked. */
  readers: string[];
}

export type Draw = Omit<DrawnSample, 'sample' | 'size' | 'population'> & { size: number };

export interface QualityStore {
  /** Ids of all judged cases that a camera found and that meet the filter. */
  population(filter: SampleFilter): Promise<string[]>;
  /** Population and verdicts are read at one moment. Null when no case matches the filter. */
  draw(wish: Draw, pick: (ids: readonly string[]) => string[]): Promise<number | null>;
  list(limit: number): Promise<SampleFile[]>;
  find(sample: number): Promise<SampleFile | null>;
  begin(sample: number, person: string, at: number): Promise<'begun' | 'full' | 'has-seen'>;
  /** Whether it was the person's first verdict on this case. */
  judge(sample: number, verdict: GivenVerdict): Promise<boolean>;
  finish(sample: number, person: string, at: number): Promise<void>;
  noteReader(sample: number, person: string, at: number): Promise<void>;
  /** What this person did with a case before. */
  knownTo(caseId: string, person: string): Promise<{ hadOpened: boolean; hadPart: boolean }>;
}
