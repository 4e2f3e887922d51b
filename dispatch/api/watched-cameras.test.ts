// What a dashboard says that it shows, and reports that stand back behind alerts.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostWatched } from '../../contracts/index.ts';
import { cameraStatus, observation } from '../../contracts/testing/messages.ts';
import { aJpeg } from '../testing/media.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let responder: { cookie: string };
let cameraId = '';
const noted: string[] = [];
let isBusy = false;
beforeAll(async () => {
  api = await openTestApi({
    watched: { note: (ids) => void noted.push(...ids) },
    alertsFirst: { standBack: () => isBusy },
  });
  responder = await api.as('responder');
  cameraId = api.parts.cameras.book.cameras[0]?.id ?? '';
}, 120_000);
afterAll(() => api.close());
beforeEach(() => {
  noted.length = 0;
  isBusy = false;
});

const say = (payload: object, headers: Record<string, string> = responder) =>
  api.app.inject({ method: 'POST', url: '/api/cameras/watched', payload, headers });

describe('POST /api/cameras/watched', () => {
  it('notes the cameras of the site, and leaves out what was removed', async () => {
    const answer = await say({ cameras: [cameraId, 'was-removed'] });
    expect(answer.statusCode).toBe(204);
    expect(noted).toEqual([cameraId]);
    expect((await say({ cameras: [] })).statusCode).toBe(204);
  });

  it('refuses cameras outside of the cells of the caller', async () => {
    const user = { username: 'elsewhere', role: 'responder' as const, cells: ['999999999999999'] };
    const { hashPassword } = await import('../auth/password.ts');
    const password = await hashPassword('correct horse', { N: 16, r: 8, p: 1 });
    await api.store.people.put({ ...user, password }, 0);
    const session = await api.parts.sessions.logIn('elsewhere', 'correct horse');
    if (typeof session === 'string') throw new Error(session);
    const cookie = `fencewatch_session=${session.token}`;
    expect((await say({ cameras: [cameraId] }, { cookie })).statusCode).toBe(403);
    expect(noted).toEqual([]);
  });

  it.each([
    ['no list', {}],
    ['a text', { cameras: 'gate' }],
    ['too many', { cameras: Array.from({ length: mostWatched + 1 }, () => 'gate') }],
    ['an unknown key', { cameras: [], all: true }],
  ])('refuses %s', async (_, body) => {
    const answer = await say(body);
    expect(answer.statusCode).toBe(400);
    expect(noted).toEqual([]);
  });

  it('is for people who are logged in', async () => {
    expect((await say({ cameras: [cameraId] }, {})).statusCode).toBe(401);
  });
});

describe('a camera', () => {
  it.each(['picture.jpg', 'now'])('is watched too when its %s is asked for', async (what) => {
    const url = `/api/cameras/${cameraId}/${what}`;
    await api.app.inject({ method: 'GET', url, headers: responder });
    expect(noted).toEqual([cameraId]);
  });
});

describe('reports while alerts come first', () => {
  const send = {
    picture: () => api.upload(`cameras/${cameraId}/picture`, 'image/jpeg', aJpeg()),
    observation: () =>
      api.upload(`cameras/${cameraId}/observation`, 'application/json', {
        ...observation,
        cameraId,
      }),
    status: () =>
      api.upload(`cameras/${cameraId}/status`, 'application/json', { ...cameraStatus, cameraId }),
  };

  it.each(['picture', 'observation'] as const)(
    'of the live view are not taken: %s',
    async (what) => {
      isBusy = true;
      const refused = await send[what]();
      expect(refused.statusCode).toBe(429);
      expect(refused.json()).toMatchObject({ error: 'busy' });
      expect(await api.parts.metrics.expose()).toMatch(/view_reports_not_taken_total [1-9]/);
      isBusy = false;
      expect((await send[what]()).statusCode).toBe(204);
    },
  );

  it('of the state are taken', async () => {
    isBusy = true;
    expect((await send.status()).statusCode).toBe(204);
  });
});
