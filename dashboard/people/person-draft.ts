// The form of a person: what was entered, its faults, and what is sent. Pure.
import {
  idSchema,
  reasonSchema,
  shortNameSchema,
  staffSchema,
  usernameSchema,
  type PutPerson,
  type StaffMember,
  type StandingDuty,
  type User,
} from '../../contracts/index.ts';
import type { ListedPerson } from './find-people.ts';

export interface PersonDraft {
  id: string;
  name: string;
  phone: string;
  email: string;
  language: StaffMember['language'];
  /** In the order in which they are tried. */
  channels: readonly string[];
  /** Ids of shifts. */
  shifts: readonly string[];
  duties: readonly StandingDuty[];
  user: string;
  /** Of a new person: a log-in is made too. */
  makesLogIn: boolean;
  role: User['role'];
  cells: string;
  reason: string;
}

export type PersonField = 'id' | 'name' | 'phone' | 'email' | 'user' | 'cells' | 'reason';

export function newPerson(taken: readonly string[], makesLogIn: boolean): PersonDraft {
  return {
    ...{ id: freeId(taken), name: '', phone: '', email: '', language: 'zh-CN' },
    ...{ channels: [], shifts: [], duties: [], user: '', reason: '' },
    ...{ makesLogIn, role: 'responder', cells: '' },
  };
}

function freeId(taken: readonly string[]): string {
  const ids = new Set(taken);
  let number = ids.size + 1;
  while (ids.has(`person-${number}`)) number += 1;
  return `person-${number}`;
}

export function draftOfPerson({ person, duties }: ListedPerson): PersonDraft {
  const { id, name, phone = '', email = '', language, channels, user = '' } = person;
  return {
    ...{ id, name, phone, email, language, channels, user },
    ...{ shifts: duties.map(({ shift }) => shift.id), duties: [], reason: '' },
    ...{ makesLogIn: false, role: 'responder', cells: '' },
  };
}

/** What the form does not show stays. */
export function personOf(draft: PersonDraft, before: StaffMember | null): StaffMember {
  const { phone: _phone, email: _email, user: _user, ...rest } = before ?? {};
  const { id, name, phone, email, language, channels, user } = draft;
  return {
    ...rest,
    ...{ id, name: name.trim(), language, channels: [...channels] },
    ...(phone.trim() !== '' && { phone: phone.trim() }),
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(user.trim() !== '' && { user: user.trim() }),
  };
}

export function wishOf(
  draft: PersonDraft,
  before: StaffMember | null,
  baseVersion: number | null,
): PutPerson {
  const { shifts, duties, reason } = draft;
  const lists = { shifts: [...shifts], duties: [...duties] };
  return { baseVersion, person: personOf(draft, before), ...lists, reason: reason.trim() };
}

/** @param taken ids of others */
export function personFaults(draft: PersonDraft, taken: ReadonlySet<string>): PersonField[] {
  const { id, phone, email, user, cells, reason, makesLogIn } = draft;
  const { shape } = staffSchema;
  const isOptional = (text: string, schema: { safeParse(value: string): { success: boolean } }) =>
    text.trim() === '' || schema.safeParse(text.trim()).success;
  const needsUser = makesLogIn && !usernameSchema.safeParse(user.trim()).success;
  const wrong: Record<PersonField, boolean> = {
    name: !shortNameSchema.safeParse(draft.name.trim()).success,
    id: !idSchema.safeParse(id).success || taken.has(id),
    phone: !isOptional(phone, shape.phone),
    email: !isOptional(email, shape.email),
    user: needsUser || !isOptional(user, shape.user),
    cells: makesLogIn && cellsOf(cells) === 'wrong',
    reason: !reasonSchema.safeParse(reason.trim()).success,
  };
  return (Object.keys(wrong) as PersonField[]).filter((field) => wrong[field]);
}

/** Undefined for all cells. */
export function cellsOf(text: string): string[] | undefined | 'wrong' {
  const cells = text.split(/[\s,;，；、]+/).filter(Boolean);
  if (cells.length === 0) return undefined;
  return cells.every((one) => one === 'unassigned' || /^\d{6}(\d{3}){0,3}$/.test(one))
    ? cells
    : 'wrong';
}

/** A name that a log-in may have: what a form suggests until somebody writes another one. */
export function usernameFrom(name: string): string {
  const text = name.trim().toLowerCase().replaceAll(/\s+/g, '.');
  return text
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
}

/** Moves one channel a place forward. */
export function moved(channels: readonly string[], channel: string): string[] {
  const at = channels.indexOf(channel);
  if (at < 1) return [...channels];
  const before = channels[at - 1] ?? '';
  return [...channels.slice(0, at - 1), channel, before, ...channels.slice(at + 1)];
}
