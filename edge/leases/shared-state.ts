// The state of a camera for its next holder, compressed in Redis. Only the holder may write it. A new holder chooses between it and the
// state on its own disk. A failure to store it (too large, Redis unreachable) is logged and counted; the next holder then starts with
// an older state or none, and no alert is lost.
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import type { StateSharing } from '../state/state-keeper.ts';
import { cameraStateSchema, type CameraState, type SavedState } from '../state/camera-state.ts';
import type { LeaseStore } from './lease-store.ts';

/** Maximum compressed size. A camera needs 30 to 90 kB; 1,600 cameras of this size would need 800 MB of Redis. */
export const maxStateBytes = 512 * 1024;
/** Maximum size after decompression. */
const maxUnpacked = 64 * 1024 * 1024;
/** How often the state is stored; `calm` while there are no objects. */
const shareEveryMs = { usual: 10_000, calm: 60_000 };
/** Without a shared state, the state on this disk is used up to this age: later, others may have held the camera. */
const ownKeptMs = 3_600_000;

const packedSchema = z.strictObject({
  version: z.literal(1),
  savedAt: z.number().int().nonnegative(),
  state: cameraStateSchema,
});

export const shareResults = ['kept', 'too-large', 'not-holder', 'failed'] as const;
export type ShareResult = (typeof shareResults)[number];

export async function packState({ savedAt, state }: SavedState): Promise<Uint8Array> {
  return promisify(deflate)(JSON.stringify({ version: 1, savedAt, state }));
}

/** @throws Error when the bytes are not a packed state */
export async function unpackState(packed: Uint8Array): Promise<SavedState> {
  const text = await promisify(inflate)(packed, { maxOutputLength: maxUnpacked });
  const { savedAt, state } = packedSchema.parse(JSON.parse(text.toString()));
  return { savedAt, state };
}

/** Chooses the state of the later lease, or of the same lease the later one. */
export function chooseState(
  own: SavedState | null,
  shared: SavedState | null,
  now: number,
): { from: 'own' | 'shared'; saved: SavedState } | { from: 'none'; why: 'none-there' | 'too-old' } {
  if (shared === null) {
    if (own === null) return { from: 'none', why: 'none-there' };
    const isOld = Math.abs(now - own.savedAt) > ownKeptMs;
    return isOld ? { from: 'none', why: 'too-old' } : { from: 'own', saved: own };
  }
  if (own === null) return { from: 'shared', saved: shared };
  const [ownLease, sharedLease] = [own, shared].map(({ state }) => state.lease ?? 0) as [
    number,
    number,
  ];
  const isOwn = ownLease === sharedLease ? own.savedAt >= shared.savedAt : ownLease > sharedLease;
  return isOwn ? { from: 'own', saved: own } : { from: 'shared', saved: shared };
}

export interface StateSharer extends StateSharing {
  /** The state to start with: this edge's own, or that of the former holder. */
  choose(own: SavedState | null): Promise<CameraState | null>;
}

export interface StateSharerOptions {
  cameraId: string;
  lease: () => number;
  store: Pick<LeaseStore, 'keepState' | 'loadState'>;
  onShared?: (result: ShareResult) => void;
  clock: Clock;
  log: Logger;
}

export function createStateSharer(options: StateSharerOptions): StateSharer {
  const { cameraId, lease, store, onShared, clock, log } = options;
  let sharedMs = -Infinity;
  let last: ShareResult = 'kept';
  const write = async (state: CameraState): Promise<ShareResult> => {
    const packed = await packState({ savedAt: clock.now(), state });
    if (packed.length > maxStateBytes) return 'too-large';
    return (await store.keepState(cameraId, packed)) ? 'kept' : 'not-holder';
  };
  return {
    lease,
    isBehind: () => last === 'failed',
    share: async (state, { isUrgent, isCalm }) => {
      const everyMs = isCalm ? shareEveryMs.calm : shareEveryMs.usual;
      // After a failure do not wait: the state that was not stored may contain a new incident.
      const isDue = isUrgent || last === 'failed' || clock.steady() - sharedMs >= everyMs;
      if (!isDue) return;
      sharedMs = clock.steady();
      const result = await write(state).catch((): ShareResult => 'failed');
      if (result !== last && result !== 'kept')
        log.warn({ cameraId, result }, 'the state of a camera is not shared');
      last = result;
      onShared?.(result);
    },
    choose: async (own) => {
      const shared = await loadShared(options);
      const choice = chooseState(own, shared, clock.now());
      if (choice.from === 'none') {
        log.info({ cameraId, why: choice.why }, 'a camera starts without a state');
        return null;
      }
      const { savedAt, state } = choice.saved;
      const about = { cameraId, from: choice.from, savedAt, lease: state.lease };
      log.info(about, 'a camera goes on with a state');
      return state;
    },
  };
}

async function loadShared({
  cameraId,
  store,
  log,
}: StateSharerOptions): Promise<SavedState | null> {
  try {
    const packed = await store.loadState(cameraId);
    return packed === null ? null : await unpackState(packed);
  } catch (error) {
    log.warn({ cameraId, error: messageOf(error) }, 'the shared state of a camera cannot be read');
    return null;
  }
}
