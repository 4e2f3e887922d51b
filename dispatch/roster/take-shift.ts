// A person replaces another on duty: from now on, or by an agreed swap. Pure: takes the roster, the request and the time; returns
// the overrides, or why not. Overrides are in whole minutes, so a taken shift begins with the current minute.
import type {
  DutyOverride,
  DutyPart,
  DutyStretch,
  NewSwap,
  Organisation,
  ShiftRefusal,
} from '../../contracts/index.ts';
import { localText } from '../local-text.ts';
import { dutyEnd } from './duty-end.ts';
import { dutiesOf, type Roster } from './roster.ts';

export interface ShiftParts {
  organisation: Pick<Organisation, 'people' | 'shifts' | 'overrides'>;
  roster: Roster;
  timezone: string;
}

export type ShiftOutcome =
  | { ok: true; overrides: DutyOverride[]; from: number; until: number; instead: string | null }
  | Refused;
type Refused = { ok: false; reason: ShiftRefusal };

export interface TakeWish {
  unit: string;
  part: DutyPart;
  person: string;
  instead?: string | undefined;
  until?: number | undefined;
  reason: string;
}

const minuteMs = 60_000;
const longestTakeMs = 24 * 3_600_000;
const usualTakeMs = 8 * 3_600_000;
const longestSwapMs = 31 * 24 * 3_600_000;

export function takeShift(wish: TakeWish, parts: ShiftParts, at: number): ShiftOutcome {
  const { unit, part, person, reason } = wish;
  const { organisation, roster, timezone } = parts;
  if (!isDuty(wish, parts)) return refused('no-such-duty');
  if (!organisation.people.some(({ id }) => id === person)) return refused('no-such-person');
  const serving = roster.onDuty(unit, part, at).map((one) => one.person);
  if (serving.includes(person)) return refused('already-on-duty');
  if (wish.instead !== undefined && !serving.includes(wish.instead)) return refused('not-on-duty');
  const instead = wish.instead ?? serving[0] ?? null;
  const from = Math.floor(at / minuteMs) * minuteMs;
  const until = Math.floor((wish.until ?? usualEnd(wish, roster, at)) / minuteMs) * minuteMs;
  if (until <= at || until - at > longestTakeMs) return refused('shift-end');
  const span = { from: localText(from, timezone), to: localText(until, timezone) };
  const override = { unit, part, ...span, person, ...(instead !== null && { instead }), reason };
  return { ok: true, overrides: [override], from, until, instead };
}

function usualEnd({ unit, part }: TakeWish, roster: Roster, at: number): number {
  const change = roster.nextChange(unit, part, at);
  return Math.min(change ?? at + usualTakeMs, at + longestTakeMs);
}

export interface SwapWish extends Pick<NewSwap, 'give' | 'other' | 'reason'> {
  asker: string;
  inReturn?: DutyStretch | null | undefined;
}

/** By the current roster: checked again when the other agrees, because it may have changed. */
export function swapShift(wish: SwapWish, parts: ShiftParts, at: number): ShiftOutcome {
  const { give, inReturn, asker, other, reason } = wish;
  const { people } = parts.organisation;
  const isKnown = (person: string) => people.some(({ id }) => id === person);
  if (!isKnown(asker) || !isKnown(other) || asker === other) return refused('no-such-person');
  const thisMinute = Math.floor(at / minuteMs) * minuteMs;
  const fromNow = (one: DutyStretch) => ({ ...one, from: Math.max(one.from, thisMinute) });
  const stretches = [
    { ...fromNow(give), person: other, instead: asker },
    ...(inReturn ? [{ ...fromNow(inReturn), person: asker, instead: other }] : []),
  ];
  for (const stretch of stretches) {
    const reason = stretchRefusal(stretch, parts, at);
    if (reason !== null) return refused(reason);
  }
  const overrides = stretches.map(({ from, until, ...rest }) => ({
    ...rest,
    from: localText(from, parts.timezone),
    to: localText(until, parts.timezone),
    reason,
  }));
  return { ok: true, overrides, from: give.from, until: give.until, instead: asker };
}

type Swapped = DutyStretch & { person: string; instead: string };

function stretchRefusal(stretch: Swapped, parts: ShiftParts, at: number): ShiftRefusal | null {
  const { unit, part, from, until, person, instead } = stretch;
  if (!isDuty(stretch, parts)) return 'no-such-duty';
  if (until <= at || until - from < minuteMs || until - at > longestSwapMs) return 'shift-end';
  if (!servesAll({ person: instead, unit, part }, stretch, parts.roster)) return 'not-on-duty';
  const isThere = parts.roster.onDuty(unit, part, from).some((one) => one.person === person);
  return isThere ? 'already-on-duty' : null;
}

const mostSteps = 200;

function servesAll(
  serving: Parameters<typeof dutyEnd>[1],
  { from, until }: DutyStretch,
  roster: Roster,
): boolean {
  let at = from;
  for (let steps = 0; steps < mostSteps && at < until; steps += 1) {
    const end = dutyEnd(roster, serving, at);
    if (end.isGone) return false;
    at = end.servesUntil;
  }
  return at >= until;
}

function isDuty({ unit, part }: Pick<TakeWish, 'unit' | 'part'>, { organisation }: ShiftParts) {
  const all = dutiesOf(organisation.shifts, organisation.overrides);
  return all.some((one) => one.unit === unit && one.part === part);
}

function refused(reason: ShiftRefusal): Refused {
  return { ok: false, reason };
}
