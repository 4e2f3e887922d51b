// A durable queue on disk: one file an entry, whole or not at all, in the order in which they were put. What cannot be
// written, because the disk is full, is kept in memory and written as soon as it can be: nothing that was put is
// forgotten while the process lives. Damaged files are moved aside and reported.
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { describeFaults, faultsOf } from '../../contracts/index.ts';
import { writeWholeFile } from '../state/whole-file.ts';

export interface OutboxEntry<T> {
  readonly id: string;
  readonly putAt: number;
  readonly item: T;
}

export interface OutboxState {
  waiting: number;
  /** Entries that are only in memory because the disk refused them. */
  unwritten: number;
  /** Why the disk refuses, null when it does not: `outbox full` and the like. */
  problem: string | null;
}

export interface Outbox<T> {
  /** `durable`: it survives a crash. `in-memory`: the disk refused it, it is tried again at every `flush`. */
  put(item: T, putAt: number): Promise<'durable' | 'in-memory'>;
  /** Oldest first. */
  entries(): readonly OutboxEntry<T>[];
  remove(id: string): Promise<void>;
  /** Tries to write what is only in memory. */
  flush(): Promise<OutboxState>;
  state(): OutboxState;
}

export interface OutboxOptions<T> {
  dir: string;
  schema: z.ZodType<T>;
  log: Logger;
  write?: (path: string, content: string) => Promise<void>;
}

const entryName = /^(\d{12})\.json$/;

export async function openOutbox<T>(options: OutboxOptions<T>): Promise<Outbox<T>> {
  const { dir } = options;
  await mkdir(dir, { recursive: true });
  const entries = await loadEntries(options);
  const writer = createWriter(options);
  let next = Math.max(0, ...entries.map(({ id }) => Number(id))) + 1;
  const state = () => ({ waiting: entries.length, ...writer.state() });

  return {
    async put(item, putAt) {
      const entry = { id: String(next).padStart(12, '0'), putAt, item };
      next += 1;
      entries.push(entry);
      return (await writer.write(entry)) ? 'durable' : 'in-memory';
    },
    entries: () => [...entries],
    async remove(id) {
      const index = entries.findIndex((entry) => entry.id === id);
      if (index >= 0) entries.splice(index, 1);
      if (!writer.forget(id)) await rm(join(dir, `${id}.json`), { force: true });
    },
    async flush() {
      for (const entry of entries.filter(({ id }) => writer.isUnwritten(id)))
        if (!(await writer.write(entry))) break;
      return state();
    },
    state,
  };
}

interface Writer<T> {
  /** Whether the entry is on the disk now. */
  write(entry: OutboxEntry<T>): Promise<boolean>;
  isUnwritten(id: string): boolean;
  /** Whether it was only in memory. */
  forget(id: string): boolean;
  state(): Pick<OutboxState, 'unwritten' | 'problem'>;
}

/** Writes entries, remembers which the disk refused, and says so when that begins, changes and ends. */
function createWriter<T>(options: OutboxOptions<T>): Writer<T> {
  const { dir, log, write = writeWholeFile } = options;
  const unwritten = new Set<string>();
  let problem: string | null = null;
  const settle = () => {
    if (problem === null || unwritten.size > 0) return;
    problem = null;
    log.info({ dir }, 'the outbox can be written again');
  };
  return {
    async write({ id, putAt, item }) {
      try {
        await write(join(dir, `${id}.json`), JSON.stringify({ version: 1, putAt, item }));
        unwritten.delete(id);
        settle();
        return true;
      } catch (error) {
        unwritten.add(id);
        const text = describeRefusal(error);
        if (text !== problem) log.error({ dir, problem: text }, 'the outbox cannot be written');
        problem = text;
        return false;
      }
    },
    isUnwritten: (id) => unwritten.has(id),
    forget(id) {
      const was = unwritten.delete(id);
      settle();
      return was;
    },
    state: () => ({ unwritten: unwritten.size, problem }),
  };
}

async function loadEntries<T>({ dir, schema, log }: OutboxOptions<T>): Promise<OutboxEntry<T>[]> {
  const envelope = z.strictObject({ version: z.literal(1), putAt: z.number().int(), item: schema });
  const entries: OutboxEntry<T>[] = [];
  for (const name of (await readdir(dir)).sort()) {
    const id = entryName.exec(name)?.[1];
    if (id === undefined) continue;
    const path = join(dir, name);
    const parsed = parseEntry(envelope, await readFile(path, 'utf8'));
    if (parsed.ok) {
      entries.push({ id, putAt: parsed.value.putAt, item: parsed.value.item });
    } else {
      await rename(path, `${path}.damaged`);
      log.error({ path: `${path}.damaged`, faults: parsed.faults }, 'an outbox entry is damaged');
    }
  }
  return entries;
}

function parseEntry<V>(
  schema: z.ZodType<V>,
  text: string,
): { ok: true; value: V } | { ok: false; faults: string } {
  try {
    const result = schema.safeParse(JSON.parse(text), { reportInput: true });
    if (result.success) return { ok: true, value: result.data };
    return { ok: false, faults: describeFaults(faultsOf(result.error)) };
  } catch (error) {
    return { ok: false, faults: error instanceof Error ? error.message : String(error) };
  }
}

function describeRefusal(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'outbox full: no space left on the disk';
  return `outbox cannot be written: ${error instanceof Error ? error.message : String(error)}`;
}
