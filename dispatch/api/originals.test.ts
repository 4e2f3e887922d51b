// Every route that returns images, for a role that gets blurred copies only. The routes are read from the access table. A new route
// that returns images fails here until it says how it treats people.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema, type Box, type Observation } from '../../contracts/index.ts';
import { parseEntry } from '../../evidence/log-entry.ts';
import { encodeBlock } from '../../observation-log/index.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { anMp4 } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { accessTable } from './access.ts';

let api: TestApi;
const cookies = new Map<string, Record<string, string>>();
let caseId = '';
let photo = '';
const incidentId = 'blur-1';
const cameraId = 'exit-3';
const alert = anAlert({ incidentId });
const at = alert.incident.capturedAt;
let picture: Buffer;

const site = () => ({ ...aSite(), blurredFor: ['responder', 'program'] as const });

beforeAll(async () => {
  api = await openTestApi({}, null, site());
  for (const role of ['responder', 'operator', 'auditor', 'admin'] as const)
    cookies.set(role, await api.as(role));
  picture = await striped();
  await api.store.cases.record(planFor(alert));
  caseId = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  await api.upload(`incidents/${incidentId}/picture`, 'image/jpeg', picture);
  await api.upload(`incidents/${incidentId}/clip`, 'video/mp4', anMp4(2000));
  await api.upload(`cameras/${cameraId}/picture`, 'image/jpeg', picture);
  await api.upload(`cameras/${cameraId}/before`, 'image/jpeg', picture);
  await api.upload(`cameras/${cameraId}/thumbnails/${at}`, 'image/jpeg', picture);
}, 120_000);
afterAll(() => api.close());

/** Black and white in turn, so that unblurred areas can be detected. */
async function striped(): Promise<Buffer> {
  const [width, height] = [320, 160];
  const data = Buffer.alloc(width * height * 3);
  for (let one = 0; one < data.length; one += 1)
    data[one] = Math.floor(one / 3) % 2 === 0 ? 0 : 255;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100 })
    .toBuffer();
}

/** With one person in the right half. */
async function observe(watched: readonly Box[] | null = null): Promise<void> {
  const box = { x: 0.6, y: 0.2, width: 0.2, height: 0.6 };
  const seen: Observation = {
    ...{ version: 1, cameraId, capturedAt: at, mediaTimeMs: null, regions: [] },
    grid: { columns: 10, rows: 10 },
    view: { state: 'ok', since: at, shift: null },
    tracks: [
      {
        ...{ id: 't', thing: 'person', label: 'person', confidence: 0.9, box },
        ...{ firstSeenAt: at, lastSeenAt: at, stationarySince: null },
      },
    ],
  };
  const block = Buffer.from(await encodeBlock([seen], { watched }));
  const path = `cameras/${cameraId}/observations/${at}-${at}`;
  expect((await api.upload(path, 'application/octet-stream', block)).statusCode).toBe(204);
}

const get = (who: string, url: string) => api.app.inject({ url, headers: { ...cookies.get(who) } });

async function detailAt(bytes: Buffer, left: number): Promise<number> {
  const part = await sharp(bytes).extract({ left, top: 60, width: 30, height: 30 }).toBuffer();
  return (await sharp(part).stats()).channels[0]?.stdev ?? NaN;
}

const values: Record<string, () => string> = {
  caseId: () => caseId,
  incidentId: () => incidentId,
  opening: () => '1',
  cameraId: () => cameraId,
  thumbnail: () => `${at}.jpg`,
  photo: () => photo,
};

function ask(who: string, route: string) {
  const [method = '', path = ''] = route.split(' ');
  const url = path.replaceAll(/:(\w+)/g, (_, name: string) => values[name]?.() ?? 'any');
  const isChange = method !== 'GET';
  const payload = path === '/api/exports' ? { cases: [caseId], reason: 'x' } : { reason: 'x' };
  const headers = { ...cookies.get(who) };
  return api.app.inject({ method: method as 'GET', url, headers, ...(isChange && { payload }) });
}

const gives = (answer: { statusCode: number; headers: Record<string, unknown> }) =>
  answer.statusCode < 400 &&
  /^(image|video)\/|zip|pdf/.test(String(answer.headers['content-type']));

/** The routes that return images, and what a role without originals gets. */
const known: Record<string, 'blurred' | 'refused' | 'no people'> = {
  'GET /api/cases/:caseId/picture.jpg': 'blurred',
  'GET /api/cases/:caseId/incidents/:incidentId/picture.jpg': 'blurred',
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/picture.jpg': 'blurred',
  'GET /api/cameras/:cameraId/picture.jpg': 'blurred',
  'GET /api/cameras/:cameraId/before.jpg': 'blurred',
  'GET /api/cameras/:cameraId/thumbnails/:thumbnail': 'blurred',
  // The clip of this test is no real film and cannot be copied; see blur-clip.integration.test.ts.
  'GET /api/cases/:caseId/clip.mp4': 'refused',
  'GET /api/cases/:caseId/incidents/:incidentId/clip.mp4': 'refused',
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/clip.mp4': 'refused',
  'POST /api/cases/:caseId/export': 'refused',
  'POST /api/exports': 'refused',
};
/** Tested elsewhere: they stream for ever, log in or out, or need more than an id. */
const apart = new Set(['GET /api/events', 'GET /*', 'DELETE /api/session', 'POST /api/session']);
/** These store their input, and would change the result of other rows. */
const isLookedAt = (route: string) =>
  !apart.has(route) && (route.startsWith('GET ') || route in known);

describe('for a role that sees originals', () => {
  it('the routes that return images are the known ones', async () => {
    const found: string[] = [];
    for (const route of Object.keys(accessTable).filter(isLookedAt))
      if (gives(await ask('admin', route))) found.push(route);
    expect(found.sort()).toEqual(Object.keys(known).sort());
  });

  it('a picture is the file itself', async () => {
    const answer = await get('operator', `/api/cases/${caseId}/picture.jpg`);
    expect(answer.rawPayload.equals(picture)).toBe(true);
  });
});

describe('the session', () => {
  it.each([
    ['responder', true],
    ['auditor', undefined],
  ] as const)('of a %s says whether he gets blurred copies: %s', async (role, blurred) => {
    const answer = await api.app.inject({ url: '/api/session', headers: await api.as(role) });
    expect(sessionSchema.parse(answer.json()).blurred).toBe(blurred);
  });
});

describe('for a role that gets copies', () => {
  it.each(Object.entries(known))('%s: %s', async (route, expected) => {
    // A responder may not use all of them, so the roles are swapped.
    const turned = { ...api.parts.site, blurredFor: ['admin'] as const };
    const closed = await openTestApi(
      {
        site: turned,
        dataDir: api.parts.dataDir,
        evidence: api.parts.evidence,
        past: api.parts.past,
        pictures: api.parts.pictures,
        before: api.parts.before,
        wall: api.parts.wall,
        sessions: api.parts.sessions,
      },
      api,
      site(),
    );
    const [method = '', path = ''] = route.split(' ');
    const url = path.replaceAll(/:(\w+)/g, (_, name: string) => values[name]?.() ?? 'any');
    const payload = path === '/api/exports' ? { cases: [caseId], reason: 'x' } : { reason: 'x' };
    const headers = { ...cookies.get('admin') };
    const answer = await closed.app.inject({
      ...{ method: method as 'GET', url, headers },
      ...(method !== 'GET' && { payload }),
    });
    await closed.app.close();
    expect(answer.rawPayload.includes(picture.subarray(400, 2000))).toBe(false);
    if (expected === 'blurred') {
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.headers['content-disposition']).toBe('inline; filename="blurred-copy.jpg"');
      // Nothing was observed at that time, so the whole picture is blurred.
      for (const left of [10, 200, 280])
        expect(await detailAt(answer.rawPayload, left)).toBeLessThan(20);
    } else {
      expect(answer.json()).toMatchObject({
        error: expect.stringMatching(/originals-missing|not-convertible|no-converter/) as string,
      });
    }
  });

  it('only people are blurred once their places are known', async () => {
    await observe();
    const { rawPayload } = await get('responder', `/api/cases/${caseId}/picture.jpg`);
    expect(await detailAt(rawPayload, 210)).toBeLessThan(20);
    expect(await detailAt(rawPayload, 20)).toBeGreaterThan(80);
  });

  it('areas that the detector did not get are blurred too', async () => {
    await observe([{ x: 0.5, y: 0, width: 0.5, height: 1 }]);
    const { rawPayload } = await get('responder', `/api/cases/${caseId}/picture.jpg`);
    expect(await detailAt(rawPayload, 20)).toBeLessThan(20);
    expect(await detailAt(rawPayload, 210)).toBeLessThan(20);
    await observe();
  });

  it('a small picture is made from the copy', async () => {
    const answer = await get('responder', `/api/cases/${caseId}/picture.jpg?width=320`);
    expect(await detailAt(answer.rawPayload, 210)).toBeLessThan(20);
    expect(answer.headers['content-disposition']).toBe('inline; filename="blurred-copy.jpg"');
  });

  it('a photo is blurred for everybody but its author', async () => {
    const headers = { ...cookies.get('responder'), 'content-type': 'image/jpeg' };
    const taken = await api.app.inject({
      ...{ method: 'POST', url: '/api/photos', headers, payload: picture },
    });
    photo = taken.json<{ photo: string }>().photo;
    const handled = await api.app.inject({
      ...{ method: 'POST', url: `/api/cases/${caseId}/transitions` },
      headers: { ...cookies.get('responder') },
      payload: { action: 'acknowledge' },
    });
    expect(handled.statusCode, handled.body).toBe(200);
    const arrived = await api.app.inject({
      ...{ method: 'POST', url: `/api/cases/${caseId}/transitions` },
      headers: { ...cookies.get('responder') },
      payload: { action: 'arrive', photos: [photo] },
    });
    expect(arrived.statusCode, arrived.body).toBe(200);
    const own = await get('responder', `/api/cases/${caseId}/photos/${photo}`);
    expect(await detailAt(own.rawPayload, 20)).toBeGreaterThan(80);
    const wish = { name: 'reader', scopes: ['cases:read' as const] };
    const made = await api.parts.tokens.make(
      { ...wish, expiresAt: api.clock.now() + 9e6 },
      'admin',
    );
    if (!made.ok) throw new Error(made.reason);
    cookies.set('token', { authorization: `Bearer ${made.token}` });
    const others = await get('token', `/api/cases/${caseId}/photos/${photo}`);
    expect(others.statusCode).toBe(200);
    for (const left of [20, 210]) expect(await detailAt(others.rawPayload, left)).toBeLessThan(20);
  });

  it('a file that cannot be blurred is refused', async () => {
    const broken = Buffer.concat([picture.subarray(0, 300), Buffer.alloc(3000, 7)]);
    await api.store.cases.record(planFor(anAlert({ incidentId: 'blur-2' })));
    await api.upload('incidents/blur-2/picture', 'image/jpeg', broken);
    const id = (await api.store.cases.findByIncident('blur-2'))?.id ?? '';
    const answer = await get('responder', `/api/cases/${id}/picture.jpg`);
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { error: 'not-blurred' }]);
    const original = await get('operator', `/api/cases/${id}/picture.jpg`);
    expect(original.rawPayload.equals(broken)).toBe(true);
  });
});

describe('the custody log', () => {
  it('records whether the original or the copy was shown', async () => {
    await get('responder', `/api/cases/${caseId}/picture.jpg`);
    await get('auditor', `/api/cases/${caseId}/picture.jpg`);
    await api.parts.custodyWriter.flush();
    const rows = await api.store.custody.ofCase(caseId);
    const views = rows
      .flatMap(({ entry }) => parseEntry(entry) ?? [])
      .filter(
        ({ act, details }) =>
          act === 'picture-viewed' && String(details['route']).endsWith('caseId/picture.jpg'),
      );
    expect(views.slice(-2).map(({ details }) => details['form'])).toEqual(['blurred', 'original']);
  });
});
