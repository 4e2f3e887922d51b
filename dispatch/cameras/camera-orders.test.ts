// What an edge gets when it asks for cameras: only with its own enrolled key, only its own cameras, only changes.
import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  cameraNewsSchema,
  cameraPollText,
  type CameraNews,
  type CameraPoll,
  type EdgeKeyEntry,
} from '../../contracts/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { rawPublicKey } from '../../host/seal/node-crypto.ts';
import { createBoxReceiver } from '../../host/seal/sealed-box.ts';
import type { AddedCamera } from './camera-book.ts';
import { createCameraOrders } from './camera-orders.ts';

const pair = generateKeyPairSync('ed25519');
const key = Buffer.from(rawPublicKey(pair.publicKey)).toString('hex');

function camera(id: string, change: Partial<AddedCamera> = {}): AddedCamera {
  const source = `rtsp://u:p@${id}.example/1`;
  const usual = { name: id, gridCell: null, location: null, transport: 'auto' as const };
  return { id, ...usual, source, edge: 'edge-1', ...change };
}

function setUp(added: AddedCamera[], state: EdgeKeyEntry['state'] = 'active') {
  const clock = createFakeClock();
  const entry = { key, edgeId: 'edge-1', state } as EdgeKeyEntry;
  const orders = createCameraOrders({
    book: { added: () => added },
    tries: { take: () => [] },
    edgeKeys: { list: () => Promise.resolve([entry]) },
    clock,
  });
  return { clock, orders };
}

/** A signed request, and the key that decrypts the answer. */
function asking(change: Partial<CameraPoll> = {}, edgeId = 'edge-1') {
  const receiver = createBoxReceiver();
  const question = { boxKey: receiver.publicKey, shares: false, after: null, ...change };
  const text = cameraPollText(edgeId, question);
  const signature = sign(null, Buffer.from(text), pair.privateKey).toString('base64');
  const poll: CameraPoll = { seal: { key, signature }, ...question };
  return { receiver, poll };
}

async function newsFor(
  { orders }: ReturnType<typeof setUp>,
  { receiver, poll } = asking(),
): Promise<CameraNews | null> {
  const answer = await orders.answer('edge-1', poll);
  if (answer.state !== 'news') return null;
  return cameraNewsSchema.parse(JSON.parse(receiver.open(answer.box) ?? ''));
}

const idsOf = (news: CameraNews | null) => news?.order?.cameras.map(({ id }) => id);

it('gives an edge its own cameras with their log-ins, encrypted, and nothing twice', async () => {
  const town = setUp([camera('a'), camera('b', { edge: 'edge-2' }), camera('c', { edge: null })]);
  const news = await newsFor(town);
  expect(news?.order?.cameras).toMatchObject([{ id: 'a', source: 'rtsp://u:p@a.example/1' }]);
  const again = asking({ after: news?.order?.revision ?? null });
  expect(await town.orders.answer('edge-1', again.poll)).toEqual({ state: 'same' });
  const sent = JSON.stringify(await town.orders.answer('edge-1', asking().poll));
  expect(sent).not.toContain('a.example');
});

it('gives all cameras to an edge that shares them, so that all edges compute the same plan', async () => {
  const town = setUp([camera('a'), camera('b', { edge: 'edge-2' }), camera('c', { edge: null })]);
  expect(idsOf(await newsFor(town, asking({ shares: true })))).toEqual(['a', 'b', 'c']);
});

it('names cameras whose log-in cannot be read, instead of dropping them', async () => {
  const news = await newsFor(setUp([camera('a'), camera('b', { source: null })]));
  expect([idsOf(news), news?.order?.withheld]).toEqual([['a'], ['b']]);
});

const other = generateKeyPairSync('ed25519').privateKey;
const forged = (poll: CameraPoll, edgeId = 'edge-1'): CameraPoll => ({
  ...poll,
  seal: {
    key,
    signature: sign(null, Buffer.from(cameraPollText(edgeId, poll)), other).toString('base64'),
  },
});

it.each([
  ['a key that was revoked', 'revoked', asking().poll, 'key-revoked'],
  ['a key that was replaced', 'retired', asking().poll, 'key-retired'],
  ['no key', 'active', { ...asking().poll, seal: null }, 'key-unknown'],
  ['the signature of another key', 'active', forged(asking().poll), 'wrong-signature'],
  [
    'a signature of another question',
    'active',
    { ...asking().poll, boxKey: createBoxReceiver().publicKey },
    'wrong-signature',
  ],
  ['a signature for another edge', 'active', asking({}, 'edge-2').poll, 'wrong-signature'],
] as const)('gives nothing to an edge with %s, and shows why', async (_, state, poll, reason) => {
  const { orders } = setUp([camera('a')], state);
  expect(await orders.answer('edge-1', poll)).toEqual({ state: 'refused', reason });
  expect(orders.edges()).toMatchObject([{ edgeId: 'edge-1', refusal: reason }]);
  expect(orders.isConnected('edge-1')).toBe(false);
});

it('identifies an edge only by its own key', async () => {
  const { orders } = setUp([camera('a', { edge: 'edge-2' })]);
  expect(await orders.answer('edge-2', asking({}, 'edge-2').poll)).toEqual({
    state: 'refused',
    reason: 'key-unknown',
  });
});

it('counts an edge as connected while it asks', async () => {
  const { clock, orders } = setUp([]);
  expect(orders.isConnected('edge-1')).toBe(false);
  await orders.answer('edge-1', asking().poll);
  expect(orders.isConnected('edge-1')).toBe(true);
  await clock.advance(15_000);
  expect(orders.isConnected('edge-1')).toBe(false);
});
