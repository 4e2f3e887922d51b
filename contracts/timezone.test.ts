// Which names are time zones.
import { expect, it } from 'vitest';
import { isTimezone } from './timezone.ts';

it.each([
  ['Asia/Shanghai', true],
  ['Europe/Berlin', true],
  ['UTC', true],
  ['', false],
  ['Beijing', false],
  ['Asia/', false],
  ['GMT+8:00 China', false],
])('%s is a time zone: %s', (name, expected) => {
  expect(isTimezone(name)).toBe(expected);
});
