// An auditor asks dispatch whether its store has all of which the custody log tells; and the health page says so by itself.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  for (const incidentId of ['one', 'two']) {
    await api.store.cases.record(planFor(anAlert({ incidentId })));
    await api.upload(`incidents/${incidentId}/picture`, 'image/jpeg', aJpeg());
  }
  await api.parts.custodyWriter.flush();
}, 120_000);
afterAll(() => api.close());

const ask = async (role: (typeof userRoles)[number]) =>
  api.app.inject({ url: '/api/custody/comparison', headers: await api.as(role) });
const pictureOf = (incidentId: string) =>
  join(api.parts.dataDir, 'incidents', incidentId, 'picture.jpg');

describe('the comparison of the store with the custody log', () => {
  it.each(userRoles.map((role) => [role, ['auditor', 'admin'].includes(role)]))(
    'as %s: %s',
    async (role, may) => {
      expect((await ask(role)).statusCode).toBe(may ? 200 : 403);
    },
  );

  it('agrees after cases, files, log-ins and refusals, and is in the log itself', async () => {
    const answer = await ask('auditor');
    expect(answer.body).toMatch(/^the store agrees with the log: \d+ rows of the log, 10 steps/);
    await api.parts.custodyWriter.flush();
    const size = (await api.store.custody.head())?.size ?? 0;
    const rows = await api.store.custody.rows(0, size);
    expect(rows.at(-1)).toMatch(/"act":"log-read".*custody\/comparison/);
  });

  it('names a file that is gone from the disk, until it is back', async () => {
    await rm(pictureOf('one'));
    const { body } = await ask('admin');
    const [first, last] = body.split('\n');
    expect(first).toBe('missing on the disk: picture of opening 1 of incident one');
    expect(last).toMatch(/^the store differs: /);
    const problem = { code: 'store-differs-from-log', values: { count: 1, first } };
    expect(api.parts.storeWatch.problems()).toMatchObject([problem]);
    await writeFile(pictureOf('one'), 'back');
    expect((await ask('admin')).body).toMatch(/^the store agrees/);
    expect(api.parts.storeWatch.problems()).toEqual([]);
  });
});
