// What the main thread and its analysis threads say to one another. Both are of one build, so nothing is checked. A picture goes
// over and comes back without being copied.
import type { Box, Observation, Polygon } from '../../contracts/index.ts';
import type { AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { SetAside } from '../../detectors/scene/set-aside.ts';
import type { ExecutionProvider, ProviderInUse } from '../../detectors/execution-provider.ts';
import type { ResolvedModel } from '../../models/index.ts';

export interface AnalyzerSeed {
  readonly fences: readonly Polygon[];
  readonly snapshot: AnalyzerSnapshot | null;
}

/** What can be asked of a thread, and what it answers. */
export interface Asks {
  /** Loads a model, once. */
  model: { ask: { model: ResolvedModel }; answer: ModelAnswer };
  /** A camera's analyzer, in place of the one that it had. */
  open: {
    ask: { cameraId: string; model: ResolvedModel; seed: AnalyzerSeed };
    /** Why the snapshot could not be used, null when it could. */
    answer: { fault: string | null };
  };
  analyze: { ask: { frame: Frame; attention: boolean }; answer: Analysed };
  fences: { ask: { cameraId: string; fences: readonly Polygon[] }; answer: null };
  confirm: { ask: { cameraId: string }; answer: null };
  snapshot: { ask: { cameraId: string }; answer: AnalyzerSnapshot };
  usage: { ask: Record<never, never>; answer: ThreadUsage };
}
export interface ModelAnswer {
  readonly input: { readonly width: number; readonly height: number };
  readonly provider: ProviderInUse | null;
}

/** What a thread is started with. */
export interface ThreadSettings {
  readonly provider: ExecutionProvider;
}

export type AskName = keyof Asks;

export interface Analysed {
  readonly observation: Observation;
  readonly views: readonly Box[];
  readonly setAside: readonly SetAside[];
  /** The bytes of the picture, given back. */
  readonly rgb: Uint8Array;
}

export interface ThreadUsage {
  /** Of Linux, to find its CPU time; null elsewhere. */
  readonly threadId: number | null;
  /** Model runs so far by the size of their input, such as `512x288`. */
  readonly runs: Readonly<Record<string, number>>;
}

export type Ask = { [N in AskName]: { id: number; name: N } & Asks[N]['ask'] }[AskName];

export type Answer =
  | { readonly id: number; readonly ok: true; readonly answer: Asks[AskName]['answer'] }
  | {
      readonly id: number;
      readonly ok: false;
      readonly message: string;
      /** Of a picture that could not be analysed. */
      readonly rgb?: Uint8Array;
    };
