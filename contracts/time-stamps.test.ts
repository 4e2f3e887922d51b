// The timestamp authority in a site file.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { timeStampsShape } from './time-stamps.ts';

const schema = z.strictObject(timeStampsShape);

describe('the timestamp authority of a site', () => {
  it.each([
    ['an address', { url: 'http://tsa.example/' }, 3_600_000],
    [
      'a log-in by reference',
      { url: 'https://me:${TSA_PASSWORD}@tsa.example/', every: '1d' },
      86_400_000,
    ],
  ])('is %s', (_, timeStamps, every) => {
    expect(schema.parse({ timeStamps })).toEqual({ timeStamps: { ...timeStamps, every } });
  });

  it.each([
    ['no address', {}],
    ['an address of something else', { url: 'ftp://tsa.example/' }],
    ['an address with a password in it', { url: 'http://me:secret@tsa.example/' }],
    ['an interval of nothing', { url: 'http://tsa.example/', every: '0s' }],
  ])('is not %s', (_, timeStamps) => {
    expect(schema.safeParse({ timeStamps }).success).toBe(false);
  });

  it('is null when the site file names none', () => {
    expect(schema.parse({})).toEqual({});
  });
});
