// What a phone keeps: answers of dispatch for use offline, queued steps, drafts. In IndexedDB; in memory where the browser has
// none, until the page closes. Log-out wipes all of it.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { QueuedStep } from './queued-step.ts';

export interface Draft {
  note: string;
  photos: Blob[];
}

/** `full`: the phone has no space for it. */
export type KeepOutcome = 'kept' | 'full';

export interface DeviceStore {
  /** Whether it survives closing the page. */
  readonly isLasting: boolean;
  keepAnswer(path: string, value: unknown, at: number): Promise<KeepOutcome>;
  answer(path: string): Promise<{ value: unknown; at: number } | null>;
  keepStep(queued: QueuedStep): Promise<KeepOutcome>;
  dropStep(key: string): Promise<void>;
  /** Oldest first. */
  steps(): Promise<QueuedStep[]>;
  keepDraft(about: string, draft: Draft): Promise<KeepOutcome>;
  draft(about: string): Promise<Draft | null>;
  dropDraft(about: string): Promise<void>;
  /** Removes everything of the user. */
  wipe(): Promise<void>;
  /** Removes all but the queued steps, which wait for the person who made them. */
  wipeButSteps(): Promise<void>;
}

interface Kept {
  path: string;
  value: unknown;
  at: number;
}
interface Schema extends DBSchema {
  answers: { key: string; value: Kept; indexes: { at: number } };
  said: { key: string; value: QueuedStep };
  drafts: { key: string; value: Draft };
}

/** Above this number the oldest are removed. */
export const mostAnswers = 300;

export async function openDeviceStore(name = 'fencewatch'): Promise<DeviceStore> {
  try {
    return storeOn(
      await openDB<Schema>(name, 1, {
        upgrade: (database) => {
          const answers = database.createObjectStore('answers', { keyPath: 'path' });
          answers.createIndex('at', 'at');
          database.createObjectStore('said', { keyPath: 'key' });
          database.createObjectStore('drafts');
        },
      }),
    );
  } catch {
    // A private window, or a browser without space for any database.
    return createMemoryStore();
  }
}

function storeOn(database: IDBPDatabase<Schema>): DeviceStore {
  return {
    isLasting: true,
    keepAnswer: (path, value, at) =>
      kept(async () => {
        await database.put('answers', { path, value, at });
        await dropOldest(database);
      }),
    answer: async (path) => (await database.get('answers', path)) ?? null,
    keepStep: (queued) => kept(() => database.put('said', queued)),
    dropStep: (key) => database.delete('said', key),
    steps: async () => inOrder(await database.getAll('said')),
    keepDraft: (about, draft) => kept(() => database.put('drafts', draft, about)),
    draft: async (about) => (await database.get('drafts', about)) ?? null,
    dropDraft: (about) => database.delete('drafts', about),
    wipe: async () => {
      for (const store of ['answers', 'said', 'drafts'] as const) await database.clear(store);
    },
    wipeButSteps: async () => {
      for (const store of ['answers', 'drafts'] as const) await database.clear(store);
    },
  };
}

async function dropOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const over = (await database.count('answers')) - mostAnswers;
  if (over <= 0) return;
  for (const key of await database.getAllKeysFromIndex('answers', 'at', null, over))
    await database.delete('answers', key);
}

/** If the browser cannot write, nothing is stored, and the caller is told; the app goes on. */
async function kept(write: () => Promise<unknown>): Promise<KeepOutcome> {
  try {
    await write();
    return 'kept';
  } catch {
    return 'full';
  }
}

function inOrder(queued: readonly QueuedStep[]): QueuedStep[] {
  return queued.toSorted(
    (one, other) => one.saidAt - other.saidAt || (one.key < other.key ? -1 : 1),
  );
}

export function createMemoryStore(): DeviceStore {
  const answers = new Map<string, Kept>();
  const queued = new Map<string, QueuedStep>();
  const drafts = new Map<string, Draft>();
  const put = <T>(map: Map<string, T>, key: string, value: T): Promise<KeepOutcome> => {
    map.set(key, value);
    return Promise.resolve('kept');
  };
  const drop = (map: Map<string, unknown>, key: string): Promise<void> => {
    map.delete(key);
    return Promise.resolve();
  };
  return {
    isLasting: false,
    keepAnswer: (path, value, at) => put(answers, path, { path, value, at }),
    answer: (path) => Promise.resolve(answers.get(path) ?? null),
    keepStep: (one) => put(queued, one.key, one),
    dropStep: (key) => drop(queued, key),
    steps: () => Promise.resolve(inOrder([...queued.values()])),
    keepDraft: (about, draft) => put(drafts, about, draft),
    draft: (about) => Promise.resolve(drafts.get(about) ?? null),
    dropDraft: (about) => drop(drafts, about),
    wipe: () => {
      for (const map of [answers, queued, drafts]) map.clear();
      return Promise.resolve();
    },
    wipeButSteps: () => {
      for (const map of [answers, drafts]) map.clear();
      return Promise.resolve();
    },
  };
}
