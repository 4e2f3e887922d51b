// A swap as somebody sees it: who asks whom for what, how it stands, and what he may answer. Pure but for the clock of its parts.
import type { FastifyRequest } from 'fastify';
import type { Swap, SwapAnswer } from '../../contracts/index.ts';
import type { SwapRow } from '../roster/shift-store.ts';
import { personOfUser } from '../routing/taken-duty.ts';
import { unitsWithin } from '../routing/units-within.ts';
import type { ApiParts } from './api-parts.ts';

export interface Viewer {
  /** In the roster; null for whoever is not in it. */
  person: string | null;
  leads: boolean;
  isShown: (unit: string) => boolean;
  nameOf: (person: string) => string;
  now: number;
}

export function isLeader({ session }: FastifyRequest): boolean {
  return session !== null && ['operator', 'admin'].includes(session.user.role);
}

export function viewerOf({ recipients, clock }: ApiParts, request: FastifyRequest): Viewer {
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

export function swapOf(row: SwapRow, viewer: Viewer): Swap {
  const { askedBy: _askedBy, ...rest } = row;
  const isOver = row.state === 'asked' && row.give.until <= viewer.now;
  return {
    ...rest,
    state: isOver ? 'lapsed' : row.state,
    askerName: viewer.nameOf(row.asker),
    otherName: viewer.nameOf(row.other),
    answers: isOver || row.state !== 'asked' ? [] : answersOf(row, viewer),
  };
}

function answersOf({ asker, other }: SwapRow, { person, leads }: Viewer): SwapAnswer[] {
  return [
    ...(person === other ? (['agree', 'decline'] as const) : []),
    ...(person === asker ? (['withdraw'] as const) : []),
    ...(leads && person !== other ? (['force'] as const) : []),
  ];
}
