// The files of an outbox. Writes and removes entries, remembers what the disk refused, and logs when that starts, changes and
// ends.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { FoundProblem } from '../found-problem.ts';
import { refusalOf } from '../state/refusal.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
import type { OutboxEntry, OutboxOptions, OutboxState } from './outbox-options.ts';

export interface OutboxDisk<T> {
  /** Whether the entry is on the disk now. */
  write(entry: OutboxEntry<T>): Promise<boolean>;
  isUnwritten(id: string): boolean;
  remove(id: string): Promise<void>;
  /** Retries to remove entries that the disk did not remove. */
  removeAgain(): Promise<void>;
  state(): Omit<OutboxState, 'waiting'>;
}

type DiskOptions<T> = Pick<OutboxOptions<T>, 'dir' | 'log' | 'write' | 'unlink'>;

export function createOutboxDisk<T>(options: DiskOptions<T>): OutboxDisk<T> {
  const { dir, log, write = writeWholeFile, unlink = removeFile } = options;
  const unwritten = new Set<string>();
  const unremoved = new Set<string>();
  const trouble = createTrouble(dir, log, () => unwritten.size + unremoved.size === 0);
  const fileOf = (id: string) => join(dir, `${id}.json`);
  const attempt = async (id: string, refused: Set<string>, work: () => Promise<void>) => {
    try {
      await work();
      refused.delete(id);
      trouble.settle();
      return true;
    } catch (error) {
      refused.add(id);
      trouble.refused(error);
      return false;
    }
  };
  const remove = (id: string) => attempt(id, unremoved, () => unlink(fileOf(id)));
  const writing = new Map<string, Promise<unknown>>();
  return {
    write: ({ id, putAt, item }) => {
      const content = JSON.stringify({ version: 1, putAt, item });
      const written = attempt(id, unwritten, () => write(fileOf(id), content));
      writing.set(id, written);
      return written.finally(() => writing.delete(id));
    },
    isUnwritten: (id) => unwritten.has(id),
    async remove(id) {
      // Wait for a running write, which would otherwise create the file after its removal.
      await writing.get(id);
      // A failed write may still have left a whole or partial file.
      unwritten.delete(id);
      await remove(id);
    },
    async removeAgain() {
      for (const id of unremoved) if (!(await remove(id))) return;
    },
    state: () => ({ unwritten: unwritten.size, unremoved: unremoved.size, ...trouble.current() }),
  };
}

function createTrouble(dir: string, log: Logger, isOver: () => boolean) {
  let problem: string | null = null;
  let found: FoundProblem | null = null;
  return {
    current: () => ({ problem, problems: found ? [found] : [] }),
    settle() {
      if (problem === null || !isOver()) return;
      problem = null;
      found = null;
      log.info({ dir }, 'the outbox can be written again');
    },
    refused(error: unknown) {
      found = refusalOf(error, dir);
      const text = describe(found.code, error);
      if (text !== problem) log.error({ dir, problem: text }, 'the outbox cannot be written');
      problem = text;
    },
  };
}

function describe(code: FoundProblem['code'], error: unknown): string {
  if (code === 'disk-full') return 'outbox full: no space left on the disk';
  return `outbox cannot be written: ${error instanceof Error ? error.message : String(error)}`;
}

function removeFile(path: string): Promise<void> {
  return rm(path, { force: true });
}
