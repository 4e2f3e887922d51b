// An entry for the custody log before it has a place in it. Takes what was done and by whom; gives the text of the entry and
// what is personal, apart, tied to it by a salted hash.
import { randomBytes } from 'node:crypto';
import {
  entryText,
  personalRow,
  type CustodyAct,
  type LogEntry,
  type Personal,
  type PersonalRow,
} from '../../evidence/log-entry.ts';
import { cutText } from '../../contracts/index.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';

export interface CustodyNote {
  at: number;
  act: CustodyAct;
  outcome?: LogEntry['outcome'];
  subject?: LogEntry['subject'];
  details?: LogEntry['details'];
  /** Absent when dispatch did it by itself. */
  person?: Partial<Personal>;
}

export interface CustodyDraft {
  entry: string;
  personal: PersonalRow | null;
}

export function draftOf(note: CustodyNote): CustodyDraft {
  const { at, act, outcome = 'done', subject = {}, details = {}, person } = note;
  const personal = person === undefined ? null : hidden(person);
  const entry = entryText({
    version: 1,
    at,
    act,
    outcome,
    subject: cutValues(subject),
    details: cutValues(details),
    personal: personal?.hash ?? null,
  });
  return { entry, personal };
}

function hidden({ actor, role, address, reason }: Partial<Personal>): PersonalRow {
  const whole = {
    actor: cutOrNull(actor),
    role: cutOrNull(role),
    address: cutOrNull(address),
    reason: cutOrNull(reason),
  };
  return personalRow(nodeCrypto.sha256, whole, randomBytes(16));
}

function cutOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : safe(text);
}

function cutValues<T>(values: Record<string, T>): Record<string, T> {
  const cut = (value: T) => (typeof value === 'string' ? (safe(value) as T) : value);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cut(value)]));
}

/** A NUL, and half of a pair. */
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What people typed may be long, or hold what no database takes. */
function safe(text: string): string {
  return cutText(text, 1000).replace(unstorable, '\ufffd');
}
