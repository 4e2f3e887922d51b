// The map over HTTP: reading, editing, import, export; what is refused; who sees what.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  districtMapSchema,
  heatSchema,
  mapImportAnswerSchema,
  mapVersionsSchema,
  maxGroundPictureBytes,
  parseSite,
} from '../../contracts/index.ts';
import type { CustodyNote } from '../evidence/custody-draft.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const near = '370305001001001';
const far = '370306002002002';
let api: TestApi;
let operator: Record<string, string>;
const notes: CustodyNote[] = [];
beforeAll(async () => {
  const note = (one: CustodyNote) => {
    notes.push(one);
    return Promise.resolve();
  };
  api = await openTestApi({ custody: { note } }, null, aSite());
  operator = await api.as('operator');
}, 120_000);
afterAll(() => api.close());
beforeEach(() => {
  api.heard.length = 0;
});

const get = (url: string, headers = operator) => api.app.inject({ url, headers });
const send = (method: 'PUT' | 'POST', url: string, payload: object, headers = operator) =>
  api.app.inject({ method, url, payload, headers });
const map = async (query = '') => districtMapSchema.parse((await get(`/api/map${query}`)).json());
const ring = (x: number): [number, number][] => [
  [x, 36.8],
  [x + 0.01, 36.8],
  [x + 0.01, 36.81],
];
const put = (kind: string, id: string, content: object, baseVersion: number | null = null) =>
  send('PUT', `/api/map/items/${kind}/${id}`, { content, baseVersion, reason: 'measured' });

describe('the map', () => {
  it('is empty at first', async () => {
    expect(await map()).toEqual({ cells: [], cameras: [], stalls: [], ground: null });
  });

  it('accepts cells, cameras and stalls, and notifies all dashboards', async () => {
    const cell = await put('cell', near, { kind: 'cell', name: '西一', outline: [ring(118.3)] });
    expect(cell.json()).toMatchObject({ version: 1, change: 'edited', author: 'operator' });
    await put('cell', far, { kind: 'cell', outline: [ring(118.4)] });
    await put('camera', 'exit-3', { kind: 'camera', at: [118.305, 36.803] });
    const hours = [{ from: '06:00', to: '09:00' }];
    await put('stall', 'a-1', { kind: 'stall', name: 'Tea', at: [118.302, 36.808], hours });
    await put('stall', 'a-2', { kind: 'stall', name: 'Fruit', at: [118.5, 36.9], gridCell: far });
    expect(api.heard.filter(({ type }) => type === 'map')).toHaveLength(5);
    expect(await map()).toMatchObject({
      cells: [{ cell: near, name: '西一', version: 1, change: 'edited' }, { cell: far }],
      cameras: [{ camera: 'exit-3', at: [118.305, 36.803] }],
      stalls: [{ id: 'a-1', hours: [{ from: '06:00' }] }, { id: 'a-2' }],
    });
  });

  it('of one cell has what lies in it', async () => {
    const { cells, stalls } = await map(`?cell=${near}`);
    expect(cells.map(({ cell }) => cell)).toEqual([near]);
    expect(stalls.map(({ id }) => id)).toEqual([]);
    await put('stall', 'a-1', { kind: 'stall', name: 'Tea', at: [118.309, 36.801] }, 1);
    expect((await map(`?cell=${near}`)).stalls.map(({ id }) => id)).toEqual(['a-1']);
  });

  it.each([
    [
      'the same again',
      'cell',
      near,
      { kind: 'cell', name: '西一', outline: [ring(118.3)] },
      1,
      409,
      'unchanged',
    ],
    [
      'an edit of an old version',
      'stall',
      'a-1',
      { kind: 'stall', name: 'x', at: [1, 1] },
      1,
      409,
      'stale',
    ],
    [
      'a camera of another site',
      'camera',
      'nowhere',
      { kind: 'camera', at: [1, 1] },
      null,
      404,
      'not-found',
    ],
    [
      'a stall as a cell',
      'cell',
      near,
      { kind: 'stall', name: 'x', at: [1, 1] },
      1,
      400,
      'invalid',
    ],
    [
      'a cell without its digits',
      'cell',
      'west',
      { kind: 'cell', outline: [ring(1)] },
      null,
      400,
      'invalid',
    ],
    ['latitude first', 'camera', 'exit-3', { kind: 'camera', at: [36, 118] }, 1, 400, 'invalid'],
    [
      'a bow tie',
      'cell',
      far,
      {
        kind: 'cell',
        outline: [
          [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
          ],
        ],
      },
      1,
      400,
      'invalid',
    ],
  ])('refuses %s', async (_, kind, id, content, base, status, error) => {
    const answer = await put(kind, id, content, base);
    expect({ status: answer.statusCode, body: answer.json<unknown>() }).toMatchObject({
      status,
      body: { error },
    });
    expect(api.heard).toEqual([]);
  });

  it('needs a reason for every change, and keeps every version with it', async () => {
    const url = '/api/map/items/stall/a-2';
    const bare = await send('POST', `${url}/remove`, { baseVersion: 1, reason: ' ' });
    expect(bare.statusCode).toBe(400);
    const gone = await send('POST', `${url}/remove`, { baseVersion: 1, reason: 'licence ended' });
    expect(gone.json()).toMatchObject({ version: 2, change: 'removed', content: null });
    expect((await send('POST', `${url}/remove`, { baseVersion: 2, reason: 'x' })).statusCode).toBe(
      404,
    );
    const { versions } = mapVersionsSchema.parse((await get(`${url}/versions`)).json());
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'licence ended'],
      [1, 'measured'],
    ]);
    expect((await get('/api/map/items/stall/none/versions')).statusCode).toBe(404);
  });

  it('is in the custody log with person, item and reason', async () => {
    await put('camera', 'corner', { kind: 'camera', at: [118.1, 36.1] });
    expect(notes.at(-1)).toMatchObject({
      act: 'setting-changed',
      outcome: 'done',
      subject: { kind: 'camera', id: 'corner' },
      person: { actor: 'operator', reason: 'measured' },
    });
  });
});

describe('a user of one cell', () => {
  let limited: Record<string, string>;
  beforeAll(async () => {
    const user = { username: 'op-near', role: 'operator', cells: [near] } as const;
    const password = {
      salt: new Uint8Array(1),
      hash: new Uint8Array(1),
      cost: { N: 2, r: 1, p: 1 },
    };
    await api.store.people.put({ ...user, cells: [near], password }, 0);
    const { token } = await api.parts.sessions.open({ ...user, cells: [near] });
    limited = { cookie: `fencewatch_session=${token}` };
  });
  const try_ = async (
    kind: string,
    id: string,
    content: object,
    baseVersion: number | null = null,
  ) =>
    (
      await send(
        'PUT',
        `/api/map/items/${kind}/${id}`,
        { content, baseVersion, reason: 'x' },
        limited,
      )
    ).statusCode;

  it('sees only this cell', async () => {
    const seen = districtMapSchema.parse((await get('/api/map', limited)).json());
    expect(seen.cells.map(({ cell }) => cell)).toEqual([near]);
    expect((await get('/api/map/export.geojson', limited)).body).not.toContain(far);
    expect((await get('/api/map/export.yaml', limited)).body).not.toContain(far);
  });

  it('changes only this cell: not the base map, no stall without a cell, and none of another cell', async () => {
    const stall = (gridCell?: string) => ({ kind: 'stall', name: 'x', at: [118, 36], gridCell });
    expect(await try_('cell', near, { kind: 'cell', outline: [ring(118.31)] }, 1)).toBe(200);
    expect(await try_('cell', far, { kind: 'cell', outline: [ring(118.31)] }, 1)).toBe(403);
    const tiles = { kind: 'ground', ground: { type: 'tiles', file: 'a.pmtiles' } };
    expect(await try_('ground', 'ground', tiles)).toBe(403);
    expect(await try_('stall', 'mine', stall(near))).toBe(200);
    expect(await try_('stall', 'mine', stall(far), 1)).toBe(403);
    expect(await try_('stall', 'lost', stall())).toBe(403);
    expect(await try_('stall', 'a-1', stall(near), 2)).toBe(403);
  });
});

describe('an import', () => {
  const feature = (code: string, coordinates: unknown) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates },
  });
  const take = async (features: unknown[], more: object = {}) => {
    const text = JSON.stringify({ type: 'FeatureCollection', features });
    const answer = await send('POST', '/api/map/import', {
      what: 'cell',
      text,
      reason: 'survey',
      ...more,
    });
    return mapImportAnswerSchema.parse(answer.json());
  };
  const closed = (x: number) => [[...ring(x), ring(x)[0]]];
  const fresh = '370305001001777';

  it('runs dry first, and is then stored', async () => {
    const rows = [feature(fresh, closed(118.7)), feature(far, closed(118.8))];
    const counts = { rows: 2, added: 1, changed: 1, same: 0, faultCount: 0 };
    expect(await take(rows, { dryRun: true })).toMatchObject({ ...counts, stored: false });
    expect((await map()).cells.some(({ cell }) => cell === fresh)).toBe(false);
    expect(api.heard).toEqual([]);
    expect(await take(rows)).toMatchObject({ ...counts, stored: true });
    expect((await map()).cells.find(({ cell }) => cell === fresh)).toMatchObject({
      change: 'imported',
    });
    expect(api.heard).toEqual([{ type: 'map' }]);
    expect(await take(rows)).toMatchObject({ added: 0, changed: 0, same: 2, stored: false });
  });

  it('with one bad row stores nothing, and names the row', async () => {
    const good = feature('370305001001778', closed(118.9));
    const swapped = closed(118.9).map((one) => one.map((point) => [...(point ?? [])].reverse()));
    const answer = await take([good, feature('370305001001779', swapped)]);
    expect(answer).toMatchObject({ stored: false, rows: 2, added: 1, faultCount: 1 });
    expect(answer.faults).toMatchObject([{ row: 2, code: 'looks-swapped' }]);
    expect((await map()).cells.some(({ cell }) => cell === '370305001001778')).toBe(false);
  });

  it('lists a thousand faults and counts them all', async () => {
    const answer = await take(Array<unknown>(1500).fill({ type: 'Feature' }));
    expect(answer).toMatchObject({ faultCount: 1500, stored: false });
    expect(answer.faults).toHaveLength(1000);
  });
});

describe('exports', () => {
  it('give the map as a part of the site file, which imports unchanged', async () => {
    const { map: written } = parse((await get('/api/map/export.yaml')).body) as { map: object };
    const cameras = ['exit-3', 'corner'].map((id) => ({ id, source: `./${id}.mp4` }));
    const site = parseSite({ version: 1, timezone: 'Asia/Shanghai', cameras, map: written });
    if (!site.ok) throw new Error(JSON.stringify(site.faults));
    const { cells, cameras: placed, stalls } = await map();
    expect(site.site.map).toHaveLength(cells.length + placed.length + stalls.length);
  });

  it('give GeoJSON', async () => {
    const answer = await get('/api/map/export.geojson');
    expect(answer.headers['content-type']).toContain('application/geo+json');
    expect(answer.json<{ features: unknown[] }>().features.length).toBeGreaterThan(3);
  });
});

describe('the heat of a month', () => {
  it('counts cases by cell and kind', async () => {
    for (const [index, gridCell] of [near, near, null].entries())
      await api.store.cases.record(planFor(anAlert({ incidentId: `heat-${index}`, gridCell })));
    const heat = heatSchema.parse((await get('/api/map/heat?month=2026-11')).json());
    const sorted = heat.cells.sort((a, b) => b.cases - a.cases);
    expect(sorted).toMatchObject([
      { cell: near, cases: 2 },
      { cell: null, cases: 1 },
    ]);
    const other = heatSchema.parse((await get('/api/map/heat?month=2026-10')).json());
    expect(other.cells).toEqual([]);
    expect((await get('/api/map/heat?month=2026-13')).statusCode).toBe(400);
  });
});

describe('the base map', () => {
  const sendPicture = (payload: Buffer, type = 'image/png') =>
    api.app.inject({
      method: 'POST',
      url: '/api/map/ground/picture',
      payload,
      headers: { ...operator, 'content-type': type },
    });

  it('is a picture that is sent, placed by its corners', async () => {
    const sent = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const kept = await sendPicture(sent);
    expect(kept.statusCode).toBe(201);
    const picture = kept.json<{ file: string; width: number; height: number }>();
    const points = [
      { x: 0, y: 0, at: [118, 37] },
      { x: 1, y: 1, at: [119, 36] },
    ];
    const ground = { type: 'picture', ...picture, points };
    expect((await put('ground', 'ground', { kind: 'ground', ground })).statusCode).toBe(200);
    expect((await map()).ground).toMatchObject({ ground: { file: picture.file } });
    const file = await get(`/api/map/ground/${picture.file}`);
    expect(file.headers['content-type']).toBe('image/jpeg');
    expect(file.headers['cache-control']).toContain('immutable');
  });

  it('refuses a file that is no picture, and one that is too large', async () => {
    expect((await sendPicture(Buffer.from('x'))).json()).toMatchObject({ error: 'not-a-picture' });
    expect((await sendPicture(Buffer.from('x'), 'text/plain')).statusCode).toBe(415);
    const large = await sendPicture(Buffer.alloc(maxGroundPictureBytes + 1));
    expect(large.statusCode).toBe(413);
  });

  it('can be a file of tiles, read in pieces', async () => {
    await writeFile(join(api.parts.groundFiles.folder, 'district.pmtiles'), 'PMTiles0123456789');
    const { files } = (await get('/api/map/ground')).json<{ files: { file: string }[] }>();
    expect(files.map(({ file }) => file)).toContain('district.pmtiles');
    const url = '/api/map/ground/district.pmtiles';
    const piece = await get(url, { ...operator, range: 'bytes=0-6' });
    expect({ status: piece.statusCode, body: piece.body }).toEqual({
      status: 206,
      body: 'PMTiles',
    });
    expect((await get('/api/map/ground/none.pmtiles')).statusCode).toBe(404);
    expect((await get('/api/map/ground/..%2Fsecret.pmtiles')).statusCode).toBe(400);
    expect((await get(url, {})).statusCode).toBe(401);
  });
});
