// The messages between the main thread and its analysis threads. Both come from the same build, so messages are not validated.
// Pictures are transferred, not copied.
import type { Box, Observation, Polygon } from '../../contracts/index.ts';
import type { AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { OpinionsGiven, OpinionWish } from '../../detectors/opinion/second-looks.ts';
import type { SetAside } from '../../detectors/scene/set-aside.ts';
import type { ExecutionProvider, ProviderInUse } from '../../detectors/execution-provider.ts';
import type { ResolvedModel } from '../../models/index.ts';

export interface AnalyzerSeed {
  readonly fences: readonly Polygon[];
  readonly snapshot: AnalyzerSnapshot | null;
}

/** The requests to a thread and their answers. */
export interface Asks {
  /** Loads a model; sent once per model. */
  model: { ask: { model: ResolvedModel }; answer: ModelAnswer };
  /** Opens the analyzer of a camera and replaces an earlier one. */
  open: {
    ask: {
      cameraId: string;
      model: ResolvedModel;
      second: ResolvedModel | null;
      seed: AnalyzerSeed;
    };
    /** Why the snapshot could not be used; null when it was used. */
    answer: { fault: string | null };
  };
  analyze: { ask: { frame: Frame; attention: boolean }; answer: Analysed };
  opinions: { ask: { frame: Frame; wishes: readonly OpinionWish[] }; answer: OpinionsAnswer };
  fences: { ask: { cameraId: string; fences: readonly Polygon[] }; answer: null };
  confirm: { ask: { cameraId: string }; answer: null };
  snapshot: { ask: { cameraId: string }; answer: AnalyzerSnapshot };
  usage: { ask: Record<never, never>; answer: ThreadUsage };
}
export interface ModelAnswer {
  readonly input: { readonly width: number; readonly height: number };
  readonly provider: ProviderInUse | null;
}

/** The start options of a thread. */
export interface ThreadSettings {
  readonly provider: ExecutionProvider;
}

export type AskName = keyof Asks;

export interface Analysed {
  readonly observation: Observation;
  readonly crops: readonly Box[];
  readonly setAside: readonly SetAside[];
  /** The bytes of the picture, returned to the sender. */
  readonly rgb: Uint8Array;
}

export interface OpinionsAnswer extends OpinionsGiven {
  /** The bytes of the picture, returned to the sender. */
  readonly rgb: Uint8Array;
}

export interface ThreadUsage {
  /** The Linux thread ID, to find its CPU time; null on other systems. */
  readonly threadId: number | null;
  /** Model runs so far by input size, such as `512x288`. */
  readonly runs: Readonly<Record<string, number>>;
}

export type Ask = { [N in AskName]: { id: number; name: N } & Asks[N]['ask'] }[AskName];

export type Answer =
  | { readonly id: number; readonly ok: true; readonly answer: Asks[AskName]['answer'] }
  | {
      readonly id: number;
      readonly ok: false;
      readonly message: string;
      /** The picture that could not be analysed. */
      readonly rgb?: Uint8Array;
    };
