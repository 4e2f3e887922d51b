// Leases in Redis. Takes an open client and the identity of this edge; each call runs one script. A call rejects when Redis does not
// answer; nothing is retried here.
import { z } from 'zod';
import type { RedisClient } from '../../host/redis/open-redis.ts';
import { readTokens, readTurn, type TurnAnswer } from './lease-answers.ts';
import {
  claimScript,
  keepStateScript,
  leaseKeys,
  leaveScript,
  releaseScript,
  turnScript,
} from './lease-scripts.ts';

/** An edge is identified by its id and its data folder, so two workers with one id are told apart, and a restart is recognised. */
export interface Identity {
  readonly edgeId: string;
  readonly folderId: string;
}

/** The properties of this edge that it sends in every turn. */
export interface Offer {
  readonly weight: number;
  readonly capacity: number | null;
  readonly place: string | null;
  readonly isLeaving: boolean;
}

export interface LeaseStore {
  /** @param floor the largest token that this edge has seen, so that a Redis that has lost its data gives no token twice */
  turn(offer: Offer, held: ReadonlyMap<string, number>, floor: number): Promise<TurnAnswer>;
  /** Returns the taken cameras with their tokens. */
  claim(cameraIds: readonly string[], floor: number): Promise<Map<string, number>>;
  /** @param to the edge that may take it first; null for none */
  release(cameraId: string, to: string | null): Promise<void>;
  leave(): Promise<void>;
  /** Resolves with false when this edge no longer holds the camera. */
  keepState(cameraId: string, state: Uint8Array): Promise<boolean>;
  loadState(cameraId: string): Promise<Uint8Array | null>;
}

/** How long a lease lasts without renewal. */
export const leaseMs = 6000;
/** An older state is useless, because the scene has changed. */
const stateKeptSeconds = 24 * 3600;

export function createLeaseStore(
  client: RedisClient,
  { edgeId, folderId }: Identity,
  ttlMs: number = leaseMs,
): LeaseStore {
  const { leases, members, times, draining } = leaseKeys;
  const keys = [leases, members, times, draining];
  const who = [encodeURIComponent(edgeId), folderId];
  const run = (script: string, values: readonly (string | number)[]) =>
    client.eval(script, keys.length, ...keys, ...who, ...values);
  return {
    turn: async (offer, held, floor) =>
      readTurn(await run(turnScript, [ttlMs, floor, ...offerTexts(offer), ...pairsOf(held)])),
    claim: async (cameraIds, floor) =>
      readTokens(await run(claimScript, [ttlMs, floor, ...cameraIds.map(encodeURIComponent)])),
    release: async (cameraId, to) => {
      const values = [encodeURIComponent(cameraId), encodeURIComponent(to ?? '')];
      await run(releaseScript, [ttlMs, ...values]);
    },
    leave: async () => {
      await run(leaveScript, []);
    },
    keepState: async (cameraId, state) => {
      const own = [...who, encodeURIComponent(cameraId), stateKeptSeconds];
      const key = leaseKeys.state(cameraId);
      const kept = await client.eval(keepStateScript, 2, leases, key, ...own, Buffer.from(state));
      return z.number().parse(kept) === 1;
    },
    loadState: (cameraId) => client.getBuffer(leaseKeys.state(cameraId)),
  };
}

function offerTexts({ weight, capacity, place, isLeaving }: Offer): (string | number)[] {
  return [weight, capacity ?? 0, encodeURIComponent(place ?? ''), isLeaving ? '1' : ''];
}

function pairsOf(held: ReadonlyMap<string, number>): (string | number)[] {
  return [...held].flatMap(([cameraId, token]) => [encodeURIComponent(cameraId), token]);
}
