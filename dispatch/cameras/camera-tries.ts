// Addresses that an edge is asked to try, in memory: an address may hold a password, and nobody asks for the result later. Takes the
// clock; hands each try to its edge once, and keeps the result for some minutes.
import { randomBytes } from 'node:crypto';
import type { AskedTry, CameraTry, CameraTryResult } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';

export interface CameraTries {
  /** Null when too many wait already. */
  ask(edgeId: string, address: Omit<AskedTry, 'id'>): CameraTry | null;
  /** What the edge has not fetched yet. */
  take(edgeId: string): AskedTry[];
  /** False for one that is not known, or was answered. */
  answer(id: string, result: CameraTryResult, picture: Buffer | null): boolean;
  find(id: string): CameraTry | null;
  picture(id: string): Buffer | null;
}

interface Entry {
  shown: CameraTry;
  asked: AskedTry | null;
  picture: Buffer | null;
  at: number;
}

const mostKept = 50;
const keptMs = 300_000;
/** An edge fetches within seconds, and has half a minute for the camera. */
const lostMs = 60_000;

export function createCameraTries(clock: Pick<Clock, 'steady'>): CameraTries {
  const entries = new Map<string, Entry>();
  const dropOld = () => {
    dropBefore(entries, clock.steady() - keptMs);
  };
  const current = (id: string) => {
    dropOld();
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    return clock.steady() - entry.at > lostMs ? withoutResult(entry) : entry;
  };
  return {
    ask: (edgeId, address) => {
      dropOld();
      if (entries.size >= mostKept) return null;
      const entry = newEntry(edgeId, address, clock.steady());
      entries.set(entry.shown.id, entry);
      return entry.shown;
    },
    take: (edgeId) =>
      [...entries.keys()].flatMap((id) => {
        const entry = current(id);
        if (!entry?.asked || entry.shown.edgeId !== edgeId) return [];
        const { asked } = entry;
        entry.asked = null;
        entry.shown = { ...entry.shown, state: 'running' };
        return [asked];
      }),
    answer: (id, result, picture) => {
      const entry = current(id);
      if (entry?.shown.state !== 'running') return false;
      entry.shown = { ...entry.shown, state: 'done', result };
      entry.picture = picture;
      return true;
    },
    find: (id) => current(id)?.shown ?? null,
    picture: (id) => current(id)?.picture ?? null,
  };
}

function newEntry(edgeId: string, address: Omit<AskedTry, 'id'>, at: number): Entry {
  const id = randomBytes(16).toString('base64url');
  const shown: CameraTry = { id, edgeId, state: 'waiting', result: null };
  return { shown, asked: { id, ...address }, picture: null, at };
}

function dropBefore(entries: Map<string, Entry>, atMs: number): void {
  for (const [id, { at }] of entries) if (at < atMs) entries.delete(id);
}

/** The edge did not answer in time. */
function withoutResult(entry: Entry): Entry {
  if (entry.shown.result === null)
    Object.assign(entry, { shown: { ...entry.shown, state: 'lost' }, asked: null });
  return entry;
}
