// Parses the answers of the Lua scripts. Takes lists of texts; returns leases and members. An invalid value is left out, as if the
// camera were free and the edge absent; the next turn of its owner writes it again.
import { z } from 'zod';

/** The holder of a camera, or nobody. */
export interface Lease {
  readonly cameraId: string;
  /** Null when the camera is free. */
  readonly edgeId: string | null;
  readonly token: number;
  /** Epoch ms by the clock of Redis, like all times here. */
  readonly until: number;
  readonly since: number;
  /** Only this edge may take it before `until`. */
  readonly offeredTo: string | null;
}

/** An edge that shares cameras. */
export interface Member {
  readonly edgeId: string;
  readonly until: number;
  readonly joinedAt: number;
  /** Its share of the cameras, relative to the others. */
  readonly weight: number;
  /** Maximum number of cameras; null without a limit. */
  readonly capacity: number | null;
  /** Its place, for cameras that are pinned to a place. */
  readonly place: string | null;
  /** Whether it hands over its cameras, because it stops or an administrator asked. */
  readonly isLeaving: boolean;
}

export type TurnAnswer =
  | { readonly outcome: 'id-taken' }
  | {
      readonly outcome: 'turn';
      readonly now: number;
      /** Until then no lease of a silent edge is taken. */
      readonly graceUntil: number;
      /** The last token that was given out. */
      readonly lastToken: number;
      /** Tokens of this edge's leases; leases that are not in it are lost. */
      readonly own: ReadonlyMap<string, number>;
      readonly leases: readonly Lease[];
      readonly members: readonly Member[];
    };

const texts = z.array(z.string());
const whole = z.coerce.number().int().nonnegative();
const answerSchema = z.union([
  z.tuple([z.literal('taken')]),
  z.tuple([z.literal('turn'), whole, whole, whole, texts, texts, texts, texts]),
]);

/** @throws ZodError when the value is not an answer of the script */
export function readTurn(value: unknown): TurnAnswer {
  const answer = answerSchema.parse(value);
  if (answer[0] === 'taken') return { outcome: 'id-taken' };
  const [, now, graceUntil, lastToken, own, leases, members, draining] = answer;
  return {
    outcome: 'turn',
    now,
    graceUntil,
    lastToken,
    own: readTokens(own),
    leases: readLeases(pairsOf(leases)),
    members: readMembers(pairsOf(members), new Set(draining)),
  };
}

export function readLeases(fields: readonly [string, string][]): Lease[] {
  return fields.flatMap(([camera, text]) => readLease(camera, text));
}

/** @param draining encoded ids of edges that were asked to hand over */
export function readMembers(
  fields: readonly [string, string][],
  draining: ReadonlySet<string>,
): Member[] {
  return fields.flatMap(([edge, text]) => readMember(edge, text, draining));
}

/** Parses alternating cameras and tokens. */
export function readTokens(value: unknown): Map<string, number> {
  const pairs = pairsOf(texts.parse(value));
  return new Map(pairs.map(([camera, token]) => [decodeURIComponent(camera), whole.parse(token)]));
}

function pairsOf(list: readonly string[]): [string, string][] {
  return list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? '']] : []));
}

const leaseSchema = z.tuple([z.string(), z.string(), whole, whole, whole, z.string()]);

function readLease(camera: string, text: string): Lease[] {
  const parsed = leaseSchema.safeParse(text.split('|'));
  if (!parsed.success) return [];
  const [edge, , token, until, since, to] = parsed.data;
  const names = namesOf([camera, edge, to]);
  if (names === null) return [];
  const [cameraId = '', edgeId = null, offeredTo = null] = names;
  return cameraId === null ? [] : [{ cameraId, edgeId, token, until, since, offeredTo }];
}

const memberSchema = z.tuple([
  z.string(),
  whole,
  whole,
  z.coerce.number().positive(),
  whole,
  z.string(),
  z.enum(['', '1']),
]);

function readMember(edge: string, text: string, draining: ReadonlySet<string>): Member[] {
  const parsed = memberSchema.safeParse(text.split('|'));
  if (!parsed.success) return [];
  const [, until, joinedAt, weight, capacity, where, leaving] = parsed.data;
  const names = namesOf([edge, where]);
  const [edgeId = null, place = null] = names ?? [];
  if (edgeId === null) return [];
  const isLeaving = leaving === '1' || draining.has(edge);
  const limit = capacity === 0 ? null : capacity;
  return [{ edgeId, until, joinedAt, weight, capacity: limit, place, isLeaving }];
}

/** Null for a list that cannot be decoded; an empty name is null. */
function namesOf(encoded: readonly string[]): (string | null)[] | null {
  try {
    return encoded.map((text) => (text === '' ? null : decodeURIComponent(text)));
  } catch {
    return null;
  }
}
