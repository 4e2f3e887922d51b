// An entry for the custody log before it has a position. Takes the action and the person; returns the text of the entry and,
// separately, the personal data, tied to it by a salted hash.
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

/** As an entry has a text. */
export function asNoted(text: string | null): string | null {
  return text === null ? null : safe(text);
}

function cutOrNull(text: string | null | undefined): string | null {
  return asNoted(text ?? null);
}

function cutValues<T>(values: Record<string, T>): Record<string, T> {
  const cut = (value: T) => (typeof value === 'string' ? (safe(value) as T) : value);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cut(value)]));
}

/** A NUL, and half of a surrogate pair. */
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Typed text may be long, or contain characters that no database accepts. */
function safe(text: string): string {
  return cutText(text, 1000).replace(unstorable, '\ufffd');
}
