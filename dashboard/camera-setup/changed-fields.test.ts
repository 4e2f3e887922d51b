// What a version of a camera changed.
import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

const camera = {
  ...{ name: 'a', source: 'rtsp://a/', gridCell: null, location: null, transport: 'auto' as const },
  ...{ edge: null, hasLogIn: false },
};

it.each([
  ['nothing that is shown', {}, []],
  ['the name', { name: 'b' }, ['name']],
  ['that it has a log-in now', { hasLogIn: true }, ['logIn']],
  [
    'all else',
    { source: 'x', gridCell: '1', location: 'l', transport: 'udp' as const, edge: 'e' },
    [...['source', 'location', 'gridCell', 'transport', 'edge']],
  ],
])('says %s', (_, change, fields) => {
  expect(changedFields({ ...camera, ...change }, camera)).toEqual(fields);
});

it('compares nothing with a version that added or removed it', () => {
  expect(changedFields(camera, null)).toEqual([]);
  expect(changedFields(null, camera)).toEqual([]);
});
