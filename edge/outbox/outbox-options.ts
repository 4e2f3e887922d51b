// The options of an outbox, its entries and its state.
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { FoundProblem } from '../found-problem.ts';

export interface OutboxEntry<T> {
  readonly id: string;
  readonly putAt: number;
  readonly item: T;
}

export interface OutboxOptions<T> {
  dir: string;
  schema: z.ZodType<T>;
  log: Logger;
  /** Epoch ms, to correct entries dated in the future. */
  now: number;
  /** Replaced in tests. */
  write?: (path: string, content: string) => Promise<void>;
  unlink?: (path: string) => Promise<void>;
}

export interface OutboxState {
  waiting: number;
  /** Entries that are only in memory because the disk refused them. */
  unwritten: number;
  /** Delivered entries whose files the disk would not remove. */
  unremoved: number;
  /** Why the disk refuses, such as `outbox full`; null when it works. */
  problem: string | null;
  /** The same as codes, and files that were damaged at the start. */
  problems: readonly FoundProblem[];
}
