// Reads an outbox folder at the start. Takes the folder; returns the entries in order and the next number. Moves aside what is
// not an entry: truncated files, other formats, folders. A file that cannot be read is left in place and reported.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeFaults, faultsOf } from '../../contracts/index.ts';
import type { FoundProblem } from '../found-problem.ts';
import { moveAside } from '../state/move-aside.ts';
import { codeOf } from '../../host/error-code.ts';
import type { OutboxEntry, OutboxOptions } from './outbox-options.ts';

export interface LoadedEntries<T> {
  entries: OutboxEntry<T>[];
  /** Number of the next entry. */
  next: number;
  damaged: FoundProblem[];
}

const entryName = /^(\d{12})\.json$/;
/** The draft of an entry that was being written at a crash. It was not reported as durable, so it can be removed. */
const draftName = /^\d{12}\.json\.new$/;
/** Half of the number range: above any number in a folder that could not be read. */
const nextAfterUnknown = 500_000_000_000;
/** An earlier time stamp comes from a clock that was not set. */
const earliestPutAt = Date.UTC(2020, 0, 1);
const tolerancedMs = 60_000;

type LoadOptions<T> = Pick<OutboxOptions<T>, 'dir' | 'schema' | 'log' | 'now'>;

export async function loadEntries<T>(options: LoadOptions<T>): Promise<LoadedEntries<T>> {
  const loaded: LoadedEntries<T> = { entries: [], next: 1, damaged: [] };
  const names = await namesIn(options);
  if (names === null) return { ...loaded, next: nextAfterUnknown };
  for (const name of names) {
    if (draftName.test(name)) await removeDraft(options, name);
    const id = entryName.exec(name)?.[1];
    if (id === undefined) continue;
    loaded.next = Number(id) + 1;
    const read = await readEntry(options, name);
    if (read.ok) loaded.entries.push({ id, ...read.value });
    else loaded.damaged.push(await putAside(options, name, read));
  }
  return loaded;
}

/** If the disk refuses, the useless file stays, and the outbox starts anyway. */
async function removeDraft<T>({ dir, log }: LoadOptions<T>, name: string): Promise<void> {
  await rm(join(dir, name), { force: true }).catch((error: unknown) => {
    log.warn({ path: join(dir, name), error }, 'a half-written file cannot be removed');
  });
}

/** Sorted; null when the folder cannot be read. */
async function namesIn<T>({ dir, log }: LoadOptions<T>): Promise<string[] | null> {
  try {
    await mkdir(dir, { recursive: true });
    return (await readdir(dir)).sort();
  } catch (error) {
    const path = dir;
    log.error({ path, error }, 'an outbox cannot be opened: new entries stay in memory');
    // A missing folder counts as empty, also on a read-only disk.
    return (await isThere(dir)) ? null : [];
  }
}

function isThere(dir: string): Promise<boolean> {
  return readdir(dir).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

type ReadEntry<T> =
  | { ok: true; value: { putAt: number; item: T } }
  /** `keep`: it may be readable next time. */
  | { ok: false; faults: string; keep: boolean };

async function readEntry<T>(options: LoadOptions<T>, name: string): Promise<ReadEntry<T>> {
  try {
    const text = await readFile(join(options.dir, name), 'utf8');
    return parseEntry(options, text);
  } catch (error) {
    const code = codeOf(error) ?? String(error);
    return { ok: false, faults: code, keep: code !== 'EISDIR' && code !== 'ELOOP' };
  }
}

function parseEntry<T>({ schema, now }: LoadOptions<T>, text: string): ReadEntry<T> {
  const envelope = z.strictObject({ version: z.literal(1), putAt: z.number().int(), item: schema });
  const no = (faults: string): ReadEntry<T> => ({ ok: false, faults, keep: false });
  try {
    const { data, error } = envelope.safeParse(JSON.parse(text), { reportInput: true });
    if (error) return no(describeFaults(faultsOf(error)));
    return { ok: true, value: { putAt: believable(data.putAt, now), item: data.item } };
  } catch (error) {
    return no(error instanceof Error ? error.message : String(error));
  }
}

/** Its age counts from now when its time stamp is certainly wrong. */
function believable(putAt: number, now: number): number {
  return putAt > now + tolerancedMs || putAt < earliestPutAt ? now : putAt;
}

async function putAside<T>(
  { dir, log }: LoadOptions<T>,
  name: string,
  { faults, keep }: { faults: string; keep: boolean },
): Promise<FoundProblem> {
  const path = join(dir, name);
  log.error({ path, faults }, 'an outbox entry is damaged');
  const aside = keep ? null : await moveAside(path, log, faults);
  return { code: 'entry-damaged', subject: aside ?? path, values: { detail: faults } };
}
