// Whether a caller may see a case outside his cells: it was assigned to him or to the unit he is on duty for, or he has accepted
// it. Takes the caller and the case; reveals nothing about other cases of that cell.
import type { FastifyRequest } from 'fastify';
import { personOfUser, servedBy } from '../routing/taken-duty.ts';
import type { CellRule } from './access.ts';
import type { ApiParts } from './api-parts.ts';

type Parts = Pick<ApiParts, 'store' | 'recipients' | 'clock'>;
type Caller = Pick<FastifyRequest, 'session' | 'scopes'>;

export interface NamedCaller {
  username: string;
  /** In the roster; null for users who are not in it. */
  person: string | null;
}

/** Null for a program: it has a name but is no person. */
export function namedCaller(
  { session, scopes }: Caller,
  { recipients }: Pick<Parts, 'recipients'>,
): NamedCaller | null {
  if (session === null || scopes !== null) return null;
  const { username } = session.user;
  return { username, person: personOfUser(username, recipients.organisation)?.id ?? null };
}

/** @param rule names the path parameters */
export async function isNamedIn(
  { rule, params }: { rule: CellRule; params: Readonly<Record<string, string>> },
  request: Caller,
  parts: Parts,
): Promise<boolean> {
  const caller = namedCaller(request, parts);
  const caseId = await caseIdOf(rule, params, parts);
  const file = caller && caseId && (await parts.store.cases.find(caseId));
  if (!file) return false;
  const { person, username } = caller;
  const to = file.givenTo?.to;
  if (file.acknowledgedBy === username) return true;
  if (person === null || to === undefined) return false;
  if (to.person !== undefined) return to.person === person;
  return servedBy(person, parts.recipients, parts.clock.now()).some(
    ({ unit, part }) => unit === to.unit && (to.part ?? part) === part,
  );
}

async function caseIdOf(
  rule: CellRule,
  params: Readonly<Record<string, string>>,
  { store }: Parts,
): Promise<string | null> {
  if (rule === 'case') return params['caseId'] ?? null;
  if (rule === 'notification') return store.notifications.caseIdOf(params['notificationId'] ?? '');
  return null;
}
