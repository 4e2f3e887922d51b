// Which other fences watch the same place.
import { expect, test } from 'vitest';
import { createFence, createVersion } from '../../testing/sample-fences.ts';
import { placeMatesOf } from './place-mates.ts';

const fence = createFence({ id: 'a', camera: 'one', place: 'gate' });
const versionOf = (id: string, camera: string, place?: string) =>
  createVersion({ fence: createFence({ id, camera, ...(place === undefined ? {} : { place }) }) });

test.each([
  ['are none where there is no other fence', fence, [], []],
  ['are those of other cameras with that place', fence, [versionOf('b', 'two', 'gate')], ['b']],
  [
    'are not those with another place or none',
    fence,
    [versionOf('b', 'two', 'x'), versionOf('c', 'two')],
    [],
  ],
  [
    'are not the fence itself nor others of its camera',
    fence,
    [versionOf('a', 'one', 'gate'), versionOf('d', 'one', 'gate')],
    [],
  ],
  [
    'are none of a fence without a place',
    createFence({ camera: 'one' }),
    [versionOf('c', 'two')],
    [],
  ],
])('the fences that share a place %s', (_, own, versions, ids) => {
  expect(placeMatesOf(own, versions).map(({ id }) => id)).toEqual(ids);
});
