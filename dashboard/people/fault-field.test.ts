// Which field a fault of an import is about.
import { expect, test } from 'vitest';
import { faultField } from './fault-field.ts';

test.each([
  ['email', 'email'],
  ['channels[1]', 'channels'],
  ['people[3].channels[1]', 'channels'],
  ['people[2]', 'people'],
  ['hours.0.days', 'hours'],
  ['quietHours.hours[0].from', 'quietHours'],
  ['units[0].parent', 'parent'],
  ['shoe', null],
  ['', null],
])('%j is about %j', (path, field) => {
  expect(faultField(path)).toBe(field);
});
