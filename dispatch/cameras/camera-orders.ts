// Answers edges that ask for the cameras of the dashboard. Takes the signed request; returns the changes, encrypted for that edge,
// or why it gets nothing. Remembers which edges ask, for the page where cameras are added.
import { createHash } from 'node:crypto';
import {
  cameraPollText,
  type CameraNews,
  type CameraOrder,
  type CameraPoll,
  type CameraPollAnswer,
  type CameraPollRefusal,
  type EdgeKeyEntry,
  type SetUpEdge,
} from '../../contracts/index.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import type { Clock } from '../../host/clock.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { sealFor } from '../../host/seal/sealed-box.ts';
import type { CameraBook } from './camera-book.ts';
import type { CameraTries } from './camera-tries.ts';

export interface CameraOrders {
  answer(edgeId: string, poll: CameraPoll): Promise<CameraPollAnswer>;
  edges(): SetUpEdge[];
  isConnected(edgeId: string): boolean;
}

export interface CameraOrdersParts {
  book: Pick<CameraBook, 'added'>;
  tries: Pick<CameraTries, 'take'>;
  edgeKeys: { list(): Promise<EdgeKeyEntry[]> };
  clock: Pick<Clock, 'now'>;
}

/** An edge asks every three seconds. */
const silentMs = 15_000;
const mostEdges = 10_000;

type Asking = Omit<SetUpEdge, 'isConnected'>;

export function createCameraOrders(parts: CameraOrdersParts): CameraOrders {
  const { book, tries, edgeKeys, clock } = parts;
  const asking = new Map<string, Asking>();
  const isHeard = ({ heardAt }: Asking) => Math.abs(clock.now() - heardAt) < silentMs;
  return {
    answer: async (edgeId, poll) => {
      const refusal = refusalOf(edgeId, poll, await edgeKeys.list());
      if (asking.size < mostEdges || asking.has(edgeId))
        asking.set(edgeId, { edgeId, heardAt: clock.now(), shares: poll.shares, refusal });
      if (refusal !== null) return { state: 'refused', reason: refusal };
      const order = orderFor(edgeId, poll.shares, book.added());
      const asked = tries.take(edgeId);
      const isNew = order.revision !== poll.after;
      if (!isNew && asked.length === 0) return { state: 'same' };
      const news: CameraNews = { order: isNew ? order : null, tries: asked };
      const box = sealFor(poll.boxKey, JSON.stringify(news));
      return box === null
        ? { state: 'refused', reason: 'wrong-signature' }
        : { state: 'news', box };
    },
    edges: () => [...asking.values()].map((one) => ({ ...one, isConnected: isHeard(one) })),
    isConnected: (edgeId) => {
      const one = asking.get(edgeId);
      return one !== undefined && one.refusal === null && isHeard(one);
    },
  };
}

/** The key must be enrolled and in use, whatever the site file requires for alerts: passwords are given to nobody else. */
function refusalOf(
  edgeId: string,
  { seal, ...asked }: CameraPoll,
  keys: readonly EdgeKeyEntry[],
): CameraPollRefusal | null {
  const entry = keys.find((one) => one.key === seal?.key && one.edgeId === edgeId);
  if (seal === null || entry === undefined) return 'key-unknown';
  if (entry.state !== 'active') return entry.state === 'revoked' ? 'key-revoked' : 'key-retired';
  const key = bytesOfHex(seal.key);
  const signature = bytesOfBase64(seal.signature);
  const text = utf8(cameraPollText(edgeId, asked));
  const isRight = key && signature && nodeCrypto.verify(key, text, signature);
  return isRight ? null : 'wrong-signature';
}

/** Edges that share need all cameras, so that all of them make the same plan. */
function orderFor(
  edgeId: string,
  shares: boolean,
  added: ReturnType<CameraBook['added']>,
): CameraOrder {
  const own = added.filter(({ edge }) => shares || edge === edgeId);
  const cameras = own.flatMap(({ id, name, source, gridCell, transport, edge }) =>
    source === null ? [] : [{ id, name, source, gridCell, transport, edge }],
  );
  const withheld = own.flatMap(({ id, source }) => (source === null ? [id] : []));
  const text = JSON.stringify([cameras, withheld]);
  return { revision: createHash('sha256').update(text).digest('hex'), cameras, withheld };
}
