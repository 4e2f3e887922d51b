// A user's own quiet hours over HTTP: set, reset, and stored as versions of the roster.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownQuietHoursSchema, type SiteFile, type User } from '../../contracts/index.ts';
import { aSite } from '../testing/a-site.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const night = { hours: [{ from: '22:00', to: '06:00' }] };
const file: Partial<SiteFile> = {
  people: [
    { id: 'li', name: 'Li Na', user: 'responder' },
    { id: 'sun', name: 'Sun', user: 'admin' },
  ],
  channels: { telling: { quietHours: night } },
};
let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({}, null, aSite(file));
}, 120_000);
afterAll(() => api.close());

const url = '/api/quiet-hours';
const get = async (role: User['role']) =>
  api.app.inject({ method: 'GET', url, headers: await api.as(role) });
const put = async (role: User['role'], own: unknown) =>
  api.app.inject({ method: 'PUT', url, payload: { own }, headers: await api.as(role) });

describe('a user’s own quiet hours', () => {
  it('are those of the site until the user sets his own', async () => {
    const answer = ownQuietHoursSchema.parse((await get('responder')).json());
    expect(answer).toMatchObject({ person: 'li', own: null, site: { then: 'wait' } });
  });

  it('are set for the user alone, as one version of the roster', async () => {
    const own = { hours: [{ from: '23:00', to: '05:00' }], then: 'next-person' };
    const before = api.parts.duty.current().version;
    expect((await put('responder', own)).json()).toMatchObject({ own: { then: 'next-person' } });
    expect((await put('responder', own)).statusCode).toBe(200);
    const { version, content, author } = api.parts.duty.current();
    expect([version, author]).toEqual([before + 1, 'responder']);
    expect(content.people.map(({ quietHours }) => quietHours?.then)).toEqual([
      'next-person',
      undefined,
    ]);
  });

  it('are reset to those of the site', async () => {
    expect((await put('responder', null)).json()).toMatchObject({ own: null });
  });

  it('require a person in the roster, and hours that are not empty', async () => {
    expect((await get('operator')).statusCode).toBe(404);
    expect((await put('operator', night)).statusCode).toBe(404);
    const empty = { hours: [{ from: '22:00', to: '22:00' }] };
    expect((await put('admin', empty)).statusCode).toBe(400);
    expect((await put('admin', { hours: [], then: 'never' })).statusCode).toBe(400);
  });
});
