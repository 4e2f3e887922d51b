// Compares the tables of dispatch with its custody log. Takes a log that was verified, or its files, and the tables; gives every case, step,
// alert and file that one of them knows and the other does not, unless a deletion in the log explains it.
import type { CustodyStore } from '../custody-store.ts';
import type { FileState } from '../kept-as-received.ts';
import type { MediaKey } from '../media-index.ts';
import type { MediaName } from '../media.ts';
import { createBalance, type Balance } from './balance.ts';
import type { Fact, FactKind } from './fact.ts';
import {
  createEntryReader,
  type EntryReader,
  type Numbered,
  type PersonFault,
} from './facts-of-entries.ts';
import type { Contradiction, FactSource, StoredFacts } from './stored-facts.ts';

export interface LogToCompare {
  size: number;
  entries(from: number, to: number): Promise<string[]>;
}

export interface ComparedTables {
  facts: StoredFacts;
  custody: Pick<CustodyStore, 'rows' | 'personal'>;
}

export interface Comparison {
  /** Rows of the log that were compared. */
  rows: number;
  /** How many facts of the tables. */
  facts: number;
  missing: Fact[];
  added: Fact[];
  changed: Fact[];
  /** Cases of which the log tells and of which no row is left. */
  casesGone: string[];
  persons: PersonFault[];
  contradictions: Contradiction[];
  /** Rows of the log that the database has in another form, or not any more. */
  rowsChanged: number[];
  /** Files that the tables have and that are not on the disk, or are others. */
  spoilt: { name: string; state: Exclude<FileState, 'same'> }[];
  /** Facts of the tables that are older than what the log tells of their kind. */
  older: number;
}

export interface CompareOptions {
  /** Called after each page, so that other work has its turn. */
  rest?: () => Promise<void>;
  pageSize?: number;
  /** Looks at a file on the disk; null for one that was deleted. The disk is not looked at when absent. */
  stateOf?: (key: MediaKey) => Promise<FileState | null>;
}

const contradictionsListed = 1000;

export async function compareWithLog(
  log: LogToCompare,
  tables: ComparedTables,
  { rest = () => Promise.resolve(), pageSize = 500, stateOf }: CompareOptions = {},
): Promise<Comparison> {
  const reader = createEntryReader();
  const balance = createBalance();
  const persons: PersonFault[] = [];
  const rowsChanged: number[] = [];
  const spoilt: Comparison['spoilt'] = [];
  const work = { reader, balance, persons, rowsChanged, spoilt, tables, stateOf };
  const streams = [
    logStream(log, work),
    ...tables.facts.sources.map((one) => tableStream(one, work)),
  ];
  const facts = await inTurn(streams, pageSize, rest);
  // After the tables: every fact that was read there has its entry by now.
  await readLater(log, work);
  const contradictions = await tables.facts.contradictions(contradictionsListed);
  const firstAt = await timeOfFirst(log, tables);
  const { missing, added, changed } = balance.open();
  const isOlder = ({ kind, at }: Fact) => at < sinceOf(kind, firstAt, reader);
  // Later than the tables were read: whether they have it was not asked.
  const isCompared = ({ row }: Fact) => row !== null && row < log.size;
  const gone = missing.filter(isCompared);
  return {
    ...{ rows: log.size, facts, missing: gone, changed, persons, contradictions },
    ...{ rowsChanged, spoilt },
    added: added.filter((fact) => !isOlder(fact)),
    casesGone: await casesGone(gone, tables),
    older: added.filter(isOlder).length,
  };
}

interface Work {
  reader: EntryReader;
  balance: Balance;
  persons: PersonFault[];
  rowsChanged: number[];
  spoilt: Comparison['spoilt'];
  tables: ComparedTables;
  stateOf: CompareOptions['stateOf'];
}

interface Stream {
  /** Gives how many facts were read, and the time of the last one; null after the end. */
  page(limit: number): Promise<{ facts: number; at: number } | null>;
}

/** Whoever is behind in time goes first: equal facts meet soon, and few are held in memory. Gives the facts of the tables. */
async function inTurn(
  streams: readonly Stream[],
  limit: number,
  rest: () => Promise<void>,
): Promise<number> {
  let facts = 0;
  const open = new Map(streams.map((stream) => [stream, -Infinity]));
  while (open.size > 0) {
    const [[next] = []] = [...open].sort(([, one], [, other]) => one - other);
    if (next === undefined) break;
    const page = await next.page(limit);
    if (page === null) open.delete(next);
    else open.set(next, page.at);
    facts += page?.facts ?? 0;
    await rest();
  }
  return facts;
}

function logStream(log: LogToCompare, work: Work): Stream {
  let from = 0;
  return {
    page: async (limit) => {
      if (from >= log.size) return null;
      const to = Math.min(from + limit, log.size);
      const entries = (await log.entries(from, to)).map((entry, at) => ({ entry, row: from + at }));
      const rows = await work.tables.custody.rows(from, to);
      // The table keeps its order, so a row that is gone shifts all that follow: only the first is named.
      const other = entries.findIndex(({ entry }, at) => rows[at] !== entry);
      if (other >= 0) work.rowsChanged.push(from + other);
      from = to;
      return { facts: 0, at: await take(entries, work, true) };
    },
  };
}

function tableStream(source: FactSource, work: Work): Stream {
  let after: string | null = null;
  let isOver = false;
  return {
    page: async (limit) => {
      if (isOver) return null;
      const { facts, next } = await source(after, limit);
      [after, isOver] = [next, next === null];
      for (const fact of facts) {
        work.balance.add('tables', fact);
        await lookAtFile(fact, work);
      }
      return { facts: facts.length, at: facts.at(-1)?.at ?? Infinity };
    },
  };
}

async function lookAtFile(fact: Fact, { stateOf, spoilt }: Work): Promise<void> {
  if (fact.kind !== 'file' || stateOf === undefined) return;
  const [incidentId, opening, name] = JSON.parse(fact.key) as [string, string, MediaName];
  const state = await stateOf({ incidentId, opening: Number(opening), name });
  if (state !== null && state !== 'same') spoilt.push({ name: fact.name, state });
}

async function readLater(log: LogToCompare, work: Work): Promise<void> {
  await take(await work.tables.facts.entriesFrom(log.size), work, false);
}

async function take(
  entries: readonly Numbered[],
  { reader, balance, persons, tables }: Work,
  isCompared: boolean,
): Promise<number> {
  const hashes = entries.flatMap(
    ({ entry }) => /"personal":"([0-9a-f]{64})"/.exec(entry)?.[1] ?? [],
  );
  const told = reader.read(entries, await tables.custody.personal(hashes));
  for (const fact of told.facts) balance.add('log', fact);
  if (isCompared) persons.push(...told.persons);
  return told.facts.at(-1)?.at ?? -Infinity;
}

/** The first row is written when dispatch first starts with a log; whatever is older was never in it. */
async function timeOfFirst(log: LogToCompare, { facts }: ComparedTables): Promise<number> {
  const [first] = log.size > 0 ? await log.entries(0, 1) : (await facts.entriesFrom(0)).map(textOf);
  const at = /"at":(-?\d+)/.exec(first ?? '')?.[1];
  return at === undefined ? Infinity : Number(at);
}

function textOf({ entry }: Numbered): string {
  return entry;
}

function sinceOf(kind: FactKind, firstAt: number, reader: EntryReader): number {
  const { files, photos } = reader.since();
  if (kind === 'file') return files;
  if (kind === 'photo') return photos;
  return kind === 'deletion' ? -Infinity : firstAt;
}

async function casesGone(missing: readonly Fact[], { facts }: ComparedTables): Promise<string[]> {
  const named = [...new Set(missing.flatMap(({ caseId }) => caseId ?? []))].sort();
  const there = await facts.casesThere(named);
  return named.filter((id) => !there.has(id));
}
