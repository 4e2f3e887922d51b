// Which edges will watch an added camera.
import { expect, it } from 'vitest';
import type { SetUpEdge } from './camera-setup.ts';
import { cameraTakersOf } from './camera-takers.ts';

function edge(edgeId: string, change: Partial<SetUpEdge> = {}): SetUpEdge {
  return { edgeId, heardAt: 1, isConnected: true, shares: false, refusal: null, ...change };
}
const sharing = edge('share-1', { shares: true });

it.each<[string, string | null, SetUpEdge[], object]>([
  ['nobody, before any edge has asked', 'a', [], { is: 'no-edges' }],
  ['the edge that it names', 'a', [edge('a'), edge('b')], { is: 'edges', edgeIds: ['a'] }],
  ['a sharing edge that it names', 'share-1', [sharing], { is: 'edges', edgeIds: ['share-1'] }],
  [
    'any edge that shares, when it names none',
    null,
    [edge('a'), sharing, edge('share-2', { shares: true })],
    { is: 'edges', edgeIds: ['share-1', 'share-2'] },
  ],
  ['nobody, when it names none and none shares', null, [edge('a')], { is: 'none-shares' }],
  ['perhaps the edges of a place', 'west', [edge('a'), sharing], { is: 'place' }],
  ['nobody, when no edge has the name and none shares', 'west', [edge('a')], { is: 'unknown' }],
  [
    'nobody, without an enrolled key',
    'a',
    [edge('a', { refusal: 'key-unknown' })],
    { is: 'refused' },
  ],
  [
    'nobody for now, while it is silent',
    'a',
    [edge('a', { isConnected: false })],
    { is: 'silent' },
  ],
  [
    'only those of the sharing edges that are there and get cameras',
    null,
    [sharing, edge('x', { shares: true, refusal: 'key-revoked' })],
    { is: 'edges', edgeIds: ['share-1'] },
  ],
  [
    'no place of edges that get no cameras',
    'west',
    [edge('x', { shares: true, refusal: 'key-unknown' })],
    { is: 'unknown' },
  ],
])('%s', (_, named, edges, takers) => {
  expect(cameraTakersOf(named, edges)).toEqual(takers);
});
