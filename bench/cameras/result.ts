// The result of the camera bench as plain data. Made by `bench-cameras.ts`; read by the text and page reports.
import type { Floor } from './floor.ts';
import type { Peers } from './peers.ts';
import type { Usage } from './usage.ts';

export interface Delays {
  readonly p50: number | null;
  readonly p99: number | null;
}

export interface StepResult {
  readonly cameras: number;
  readonly live: number;
  readonly isLate: boolean;
  readonly usage: Usage;
  readonly looks: number;
  readonly dropped: number;
  readonly runs: number;
  readonly lookDelay: Delays;
  readonly alertDelay: Delays;
  readonly alerts: number;
  readonly loopDelayP99Ms: number;
  readonly floor: Floor;
}

export interface BenchResult {
  readonly day: string;
  readonly films: readonly string[];
  readonly model: string;
  readonly processors: number;
  /** Load average of the last minute, at the start and at the end. */
  readonly load: { readonly before: number; readonly after: number };
  readonly steps: readonly StepResult[];
  readonly peers: Peers;
}
