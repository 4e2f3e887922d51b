// Pages of lists: cases while new ones arrive, short lists, invalid cursors, and the document that lists all routes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseListSchema, userListSchema } from '../../contracts/index.ts';
import { anAlert, sundayMorning } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { accessTable } from './access.ts';
import { pageOf, readCursor, writeCursor } from './page.ts';
import { z } from 'zod';

let api: TestApi;
let admin: { cookie: string };
const total = 60;
beforeAll(async () => {
  api = await openTestApi();
  admin = await api.as('admin');
  for (let number = 0; number < total; number += 1) await addCase(number);
}, 60_000);
afterAll(() => api.close());

/** Every third opens at the very moment of the one before. */
async function addCase(number: number): Promise<void> {
  const openedAt = sundayMorning + (number - (number % 3)) * 1000;
  const incidentId = `case-${number}`;
  const parts = { incidentId, openedAt, capturedAt: openedAt, fenceId: `fence-${number}` };
  await api.store.cases.record(planFor(anAlert(parts)));
}

const list = async (query: string) => {
  const answer = await api.app.inject({ url: `/api/cases?${query}`, headers: admin });
  expect(answer.statusCode).toBe(200);
  return caseListSchema.parse(answer.json());
};

async function walk(query: string, between: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null | undefined = undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await list(cursor ? `${query}&cursor=${cursor}` : query);
    ids.push(...page.cases.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) return ids;
    await between();
  }
  throw new Error('the pages have no end');
}

describe('pages of cases', () => {
  it.each(['latest', 'id'])(
    'in the order %s return each case once while new ones arrive',
    async (order) => {
      const before = await walk(`order=${order}&limit=200`, () => Promise.resolve());
      let next = 1000 + (order === 'id' ? 100 : 0);
      const seen = await walk(`order=${order}&limit=7`, async () => {
        next += 1;
        await addCase(next);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(before);
      expect(seen.length).toBeGreaterThanOrEqual(total);
    },
  );

  it('lose no case that opened at the same time as another', async () => {
    const all = await walk('limit=200', () => Promise.resolve());
    for (const limit of [1, 2, 50]) {
      const seen = await walk(`limit=${limit}`, () => Promise.resolve());
      expect(seen).toEqual(all);
    }
  }, 20_000);

  it('in the order of ids are stable while cases change', async () => {
    const before = await walk('order=id&limit=200', () => Promise.resolve());
    let isDone = false;
    const seen = await walk('order=id&limit=10', async () => {
      if (isDone) return;
      isDone = true;
      const again = { incidentId: 'case-0', fenceId: 'fence-0', sequence: 2 } as const;
      const later = { capturedAt: sundayMorning + 9_000_000 };
      await api.store.cases.record(planFor(anAlert({ ...again, ...later, event: 'cleared' })));
    });
    expect(seen).toEqual(before);
  });

  it('end with null, also when the last page is full', async () => {
    const { cases } = await list('limit=200');
    const whole = await list(`limit=${cases.length}`);
    expect(whole.nextCursor).toBeNull();
  });

  it.each(['x', 'W10', '%00', writeCursor(['a']), writeCursor([-1, 'a']), 'a'.repeat(1001)])(
    'are refused with the cursor %s',
    async (cursor) => {
      const url = `/api/cases?cursor=${cursor}`;
      const answer = await api.app.inject({ url, headers: admin });
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('cursor');
    },
  );
});

describe('pages of short lists', () => {
  it('return everything by default', async () => {
    const answer = await api.app.inject({ url: '/api/users', headers: admin });
    expect(userListSchema.parse(answer.json())).toMatchObject({ nextCursor: null });
  });

  it('continue after the last entry, even if it is gone and another one was added', async () => {
    const url = '/api/users?limit=2';
    const first = userListSchema.parse((await api.app.inject({ url, headers: admin })).json());
    expect(first.users.map(({ username }) => username)).toEqual(['admin', 'auditor']);
    await api.store.people.remove('auditor');
    const next = `${url}&cursor=${first.nextCursor ?? ''}`;
    const second = userListSchema.parse(
      (await api.app.inject({ url: next, headers: admin })).json(),
    );
    expect(second.users.map(({ username }) => username)).toEqual(['operator', 'responder']);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    [[], {}, [], false],
    [[], { limit: 1 }, [], false],
    [['b', 'a'], { limit: 1 }, ['a'], true],
    [['b', 'a'], { limit: 2 }, ['a', 'b'], false],
    [['b', 'a'], {}, ['b', 'a'], false],
    [['c', 'a'], { cursor: writeCursor(['b']) }, ['c'], false],
    [['c', 'a'], { cursor: writeCursor(['z']), limit: 1 }, [], false],
  ] as const)('of %j with %j: %j', (items, query, expected, hasMore) => {
    const page = pageOf<string>(items, (one) => one, query);
    expect(page.items).toEqual(expected);
    expect(page.nextCursor !== null).toBe(hasMore);
  });

  it('decode what they encoded', () => {
    expect(readCursor(writeCursor(['乙']), z.tuple([z.string()]))).toEqual(['乙']);
  });
});

describe('the OpenAPI document', () => {
  it('names every route with its roles', async () => {
    interface Operation {
      security: object[];
      'x-cells'?: string;
    }
    const answer = await api.app.inject({ url: '/api/openapi.json' });
    const document = answer.json<{ paths: Record<string, Record<string, Operation>> }>();
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const wanted = Object.keys(accessTable)
      // A route with a wildcard is in the table, and has no name in the document.
      .filter((route) => !route.endsWith('*'))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    expect(described.filter((route) => !/\*|wildcard/.test(route)).sort()).toEqual(wanted.sort());
    expect(document.paths['/api/cases']?.['get']).toMatchObject({
      security: [{ session: [] }, { token: [] }],
      'x-cells': 'listed',
    });
    expect(document.paths['/api/edge/fences']?.['get']?.security).toEqual([{ edge: [] }]);
    expect(document.paths['/api/health']?.['get']?.security).toEqual([]);
  });
});
