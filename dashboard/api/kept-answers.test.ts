// Which answers a device caches, and when they are used.
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFailure } from './answer.ts';
import { isKept, orKept, type KeptAnswers } from './kept-answers.ts';

const request = {
  method: 'GET',
  path: '/api/cases/1',
  schema: z.object({ id: z.string() }),
} as const;
const away = createFailure('network', 'no line');
let all: Map<string, unknown>;
let kept: KeptAnswers;

beforeEach(() => {
  all = new Map();
  kept = {
    keep: (path, value) => all.set(path, value),
    find: (path) => Promise.resolve(all.get(path)),
  };
});

test.each([
  ['GET', '/api/cases', true],
  ['GET', '/api/cases?limit=50', true],
  ['GET', '/api/cases/20261122-0001', true],
  ['GET', '/api/session', true],
  ['GET', '/api/sessions', false],
  ['GET', '/api/users', false],
  ['POST', '/api/session', false],
])('%s %s is kept: %s', (method, path, expected) => {
  expect(isKept({ method: method as 'GET', path })).toBe(expected);
});

describe('an answer', () => {
  test('is returned from the cache when offline', async () => {
    const fresh = { status: 'ok', value: { id: '1' } } as const;
    expect(await orKept(kept, request, fresh)).toBe(fresh);
    expect(await orKept(kept, request, away)).toEqual(fresh);
    expect(await orKept(kept, request, createFailure('timed-out', ''))).toEqual(fresh);
  });

  test.each(['unauthorised', 'not-found', 'server', 'forbidden'] as const)(
    'is not given in place of a word of dispatch: %s',
    async (reason) => {
      all.set(request.path, { id: '1' });
      const failure = createFailure(reason, '');
      expect(await orKept(kept, request, failure)).toBe(failure);
    },
  );

  test('of another form, such as another release, is not returned', async () => {
    all.set(request.path, { number: 1 });
    expect(await orKept(kept, request, away)).toBe(away);
  });

  test('that is not cached is undefined', async () => {
    expect(await orKept(kept, request, away)).toBe(away);
  });
});
