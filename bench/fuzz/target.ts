// A fuzzing target: an entry point of the product for outside bytes. Takes bytes; returns whether they were accepted, or the
// message of the refusal. Any other thrown error is a finding.
import type { Dice } from './dice.ts';

export interface FuzzTarget {
  name: string;
  /** For people, one line. */
  what: string;
  /** How many of a million inputs; real servers and processes get few. */
  share: number;
  /** How long one input may take, ms. */
  withinMs: number;
  open(): Promise<OpenTarget>;
}

/** It only computes, so its time is measured as CPU time, which other programs do not lengthen. */
export function isParser({ share }: FuzzTarget): boolean {
  return share >= 10_000;
}

export interface OpenTarget {
  make(dice: Dice): Uint8Array;
  /** Null when accepted, else why not. */
  run(input: Uint8Array): Promise<string | null> | string | null;
  /** How many inputs may run at the same time; one when absent. */
  atOnce?: number;
  close?(): Promise<void>;
}

export interface Finding {
  target: string;
  index: number;
  /** Its first line tells findings apart. */
  error: string;
  input: Uint8Array;
}

/** Internal messages, which the sender of the input cannot understand. */
const ofTheMachine = /\bundefined\b|\[object |is not a function|Cannot read prop|call stack/;

/** The message of the refusal, or null; throws what the target throws, and when the message is unusable. */
export async function attempt(target: OpenTarget, input: Uint8Array): Promise<string | null> {
  const reason = await target.run(input);
  if (reason === null) return null;
  if (!isWorded(reason)) throw new Error(`refused without words for people: ${reason}`);
  return reason;
}

/** Text between quotes comes from the input. */
export function isWorded(reason: string): boolean {
  const own = reason.replaceAll(/"(?:[^"\\]|\\.)*"?/g, '""');
  return /\p{L}{2}/u.test(reason) && !ofTheMachine.test(own);
}

export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const at = error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  return `${error.name}: ${error.message.slice(0, 300)}\n${at.trim()}`;
}
