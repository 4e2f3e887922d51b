// The caller's place in the roster: who he is, whether he leads, and which units he may see. Takes the request and the newest
// roster.
import type { FastifyRequest } from 'fastify';
import { personOfUser } from '../routing/taken-duty.ts';
import { unitsWithin } from '../routing/units-within.ts';
import type { BasicParts, DutyParts } from './api-parts.ts';

export interface Viewer {
  /** In the roster; null for users who are not in it. */
  person: string | null;
  leads: boolean;
  isShown: (unit: string) => boolean;
  nameOf: (person: string) => string;
  now: number;
}

export function isLeader({ session }: FastifyRequest): boolean {
  return session !== null && ['operator', 'admin'].includes(session.user.role);
}

export function viewerOf(
  { recipients, clock }: BasicParts & DutyParts,
  request: FastifyRequest,
): Viewer {
  const { organisation } = recipients;
  const { people, units } = organisation;
  const user = request.session?.user ?? null;
  return {
    person: personOfUser(user?.username ?? null, organisation)?.id ?? null,
    leads: isLeader(request),
    isShown: unitsWithin(units, user?.cells),
    nameOf: (id) => people.find((one) => one.id === id)?.name ?? id,
    now: clock.now(),
  };
}
