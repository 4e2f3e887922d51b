// Reads the facts out of entries of the custody log. Takes entries in their order, with what is personal of them; gives facts, and entries
// whose person is gone or another. Remembers which alerts and photos it has told of: several steps name the same one.
import {
  isPersonalOf,
  parseEntry,
  personalSchema,
  type LogEntry,
  type PersonalRow,
} from '../../../evidence/log-entry.ts';
import { nodeCrypto } from '../../../host/seal/node-crypto.ts';
import { alertFact, fileFact, photoFact, stepFact, whoText, type Fact } from './fact.ts';

/** The person beside an entry: removed, or not the one whom the entry means. */
export interface PersonFault {
  row: number;
  act: string;
  what: 'removed' | 'changed';
}

export interface Told {
  facts: Fact[];
  persons: PersonFault[];
}

export interface EntryReader {
  read(entries: readonly Numbered[], personal: readonly PersonalRow[]): Told;
  /** From when on the log tells of files and of photos; Infinity while it does not. */
  since(): { files: number; photos: number };
}

export interface Numbered {
  entry: string;
  /** −1 while it waits for its row. */
  row: number;
}

/** The steps of one alert are noted in one transaction, so they stand close together. */
const alertsRemembered = 20_000;

export function createEntryReader(): EntryReader {
  const known: Known = {
    alerts: new Set(),
    photos: new Set(),
    since: { files: Infinity, photos: Infinity },
  };
  return {
    since: () => known.since,
    read: (entries, personal) => {
      const byHash = new Map(personal.map((row) => [row.hash, row]));
      const told: Told = { facts: [], persons: [] };
      for (const { entry: text, row } of entries) {
        const entry = parseEntry(text);
        if (entry === null) continue;
        const { what, who } = personOf(entry, byHash);
        if (what === 'removed' || what === 'changed')
          told.persons.push({ row, act: entry.act, what });
        told.facts.push(...factsOf(known, entry, { row, who }));
      }
      return told;
    },
  };
}

interface Known {
  alerts: Set<string>;
  photos: Set<string>;
  since: ReturnType<EntryReader['since']>;
}

function factsOf(
  { alerts, photos, since }: Known,
  entry: LogEntry,
  { row, who }: { row: number; who: string | null },
): Fact[] {
  const { act, at, details } = entry;
  if (act === 'file-received') since.files = Math.min(since.files, at);
  if (act !== 'case-step') return fileFacts(entry, row);
  const step = stepOf(entry, row, who);
  const caseId = step.caseId ?? '';
  const shown = (textIn(details['photos']) ?? '').split(' ').filter((one) => one !== '');
  if (shown.length > 0) since.photos = Math.min(since.photos, at);
  const facts = shown
    .filter((id) => isNew(photos, id))
    .map((id) => photoFact({ id, caseId, at, row }));
  const alert = textIn(details['alert']);
  if (alert !== null && isNew(alerts, alert))
    facts.push(alertFact({ id: alert, caseId, hash: textIn(details['digest']), at, row }));
  const [oldest] = alerts.size > alertsRemembered ? alerts : [];
  if (oldest !== undefined) alerts.delete(oldest);
  return [step, ...facts];
}

function isNew(known: Set<string>, id: string): boolean {
  return !known.has(id) && known.add(id).size > 0;
}

type Person = { what: 'none' | 'known' | 'removed' | 'changed'; who: string | null };

function personOf({ personal }: LogEntry, byHash: ReadonlyMap<string, PersonalRow>): Person {
  if (personal === null) return { what: 'none', who: whoText(null, null) };
  const row = byHash.get(personal);
  if (row === undefined) return { what: 'removed', who: null };
  if (!isPersonalOf(nodeCrypto.sha256, row)) return { what: 'changed', who: null };
  const { actor, reason } = personalSchema.parse(JSON.parse(row.text));
  return { what: 'known', who: whoText(actor, reason) };
}

function stepOf({ subject, details, at }: LogEntry, row: number, who: string | null): Fact {
  return stepFact({
    caseId: subject['case'] ?? '',
    step: String(details['step']),
    state: String(details['state']),
    alertId: textIn(details['alert']),
    ...{ at, who, row },
  });
}

/** That somebody asked to delete the files of a case names no file: the entry of each file does. */
function fileFacts({ act, outcome, subject, details, at }: LogEntry, row: number): Fact[] {
  const { incident: incidentId, opening, file } = subject;
  if (outcome !== 'done' || incidentId === undefined || opening === undefined) return [];
  if (file === undefined) return [];
  const kind = kinds[act];
  const hash = textIn(details['sha256']);
  return kind === undefined ? [] : [fileFact({ kind, incidentId, opening, file, hash, at, row })];
}

const kinds: Readonly<Record<string, 'file' | 'deletion'>> = {
  'file-received': 'file',
  'evidence-deleted': 'deletion',
};

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
