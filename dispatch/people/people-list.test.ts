// Where each person of the list comes from, and how many devices ring.
import { expect, it } from 'vitest';
import { staffSchema } from '../../contracts/index.ts';
import { peopleList } from './people-list.ts';

const li = staffSchema.parse({ id: 'li', name: 'Li', user: 'li.na' });
const sun = staffSchema.parse({ id: 'sun', name: 'Sun' });
const wu = staffSchema.parse({ id: 'wu', name: 'Wu' });

it('tells added, unchanged and edited people apart', () => {
  const siteFile = {
    people: [
      { ...sun, phone: undefined },
      { ...wu, name: 'Wu Di' },
    ],
  };
  const listed = peopleList({
    content: { people: [li, sun, wu] },
    siteFile,
    devices: new Map([
      ['li.na', 2],
      ['sun', 9],
    ]),
  });
  expect(listed.map(({ person, origin, devices }) => [person.id, origin, devices])).toEqual([
    ['li', 'dashboard', 2],
    ['sun', 'site-file', 0],
    ['wu', 'edited', 0],
  ]);
});

it('without a site file that was read, all people are of the dashboard', () => {
  const listed = peopleList({ content: { people: [li] }, siteFile: null, devices: new Map() });
  expect(listed).toMatchObject([{ origin: 'dashboard', devices: 0 }]);
});
