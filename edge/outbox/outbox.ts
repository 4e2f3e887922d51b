// A durable queue on disk: one file per entry, written atomically, in order. When the disk is full or read-only, entries are kept
// in memory and written as soon as possible, so nothing is lost while the process lives. Never rejects: damaged entries are moved
// aside, and an entry whose file cannot be removed is not sent twice.
import { loadEntries } from './load-entries.ts';
import { createOutboxDisk } from './outbox-disk.ts';
import type { OutboxEntry, OutboxOptions, OutboxState } from './outbox-options.ts';

export interface Outbox<T> {
  /** `durable`: it survives a crash. `in-memory`: the disk refused it; every `flush` tries again. */
  put(item: T, putAt: number): Promise<'durable' | 'in-memory'>;
  /** Oldest first. */
  entries(): readonly OutboxEntry<T>[];
  /** The entry is gone from here on, even if the disk keeps its file. */
  remove(id: string): Promise<void>;
  /** Retries pending writes and removals. */
  flush(): Promise<OutboxState>;
  state(): OutboxState;
}

export async function openOutbox<T>(options: OutboxOptions<T>): Promise<Outbox<T>> {
  const { entries, next: firstId, damaged } = await loadEntries(options);
  const disk = createOutboxDisk<T>(options);
  let next = firstId;
  const state = () => {
    const { problems, ...rest } = disk.state();
    return { waiting: entries.length, ...rest, problems: [...problems, ...damaged] };
  };
  return {
    async put(item, putAt) {
      const entry = { id: String(next).padStart(12, '0'), putAt, item };
      next += 1;
      entries.push(entry);
      return (await disk.write(entry)) ? 'durable' : 'in-memory';
    },
    entries: () => [...entries],
    async remove(id) {
      const index = entries.findIndex((entry) => entry.id === id);
      if (index >= 0) entries.splice(index, 1);
      await disk.remove(id);
    },
    async flush() {
      for (const entry of entries.filter(({ id }) => disk.isUnwritten(id)))
        if (!(await disk.write(entry))) break;
      await disk.removeAgain();
      return state();
    },
    state,
  };
}
