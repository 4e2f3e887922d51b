// Cameras as a table over HTTP: a dry run, an import that is complete or refused, repeats, who may import, and that no answer
// contains a password.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cameraImportAnswerSchema,
  type CameraImportAnswer,
  type CameraSetup,
  type ImportCameras,
} from '../../contracts/index.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let headers: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.as('admin');
}, 60_000);
afterAll(() => api.close());
beforeEach(() => {
  api.heard.length = 0;
});

const head = 'id,name,address,user,password,grid cell,location,transport,edge';
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function post(lines: string[], wish: Omit<ImportCameras, 'base64'> = {}, as = headers) {
  const payload = { base64: base64([head, ...lines].join('\r\n')), reason: '批量', ...wish };
  const url = '/api/camera-setup/import';
  return api.app.inject({ method: 'POST', url, headers: as, payload });
}
async function take(lines: string[], wish = {}): Promise<CameraImportAnswer> {
  const answer = await post(lines, wish);
  expect(answer.statusCode).toBe(200);
  return cameraImportAnswerSchema.parse(answer.json());
}
const get = (path: string) => api.app.inject({ url: `/api/camera-setup${path}`, headers });
const cameras = async () => (await get('')).json<CameraSetup>().cameras;
const versionsOf = async (id: string) =>
  (await get(`/${id}/versions`)).json<{ versions: { author: string; reason: string }[] }>();

const gate = 'gate,北门,rtsp://10.0.0.7/live,watch,geheim,370305001001001,传达室,tcp,edge-1';
const yard = 'yard,后院,rtsp://10.0.0.8/live,,,,,,';

describe('an import', () => {
  it('stores nothing in a dry run, and reports what would change', async () => {
    const answer = await take([gate, yard], { dryRun: true });
    expect(answer).toMatchObject({ rows: 2, added: 2, changed: 0, same: 0, stored: false });
    expect((await cameras()).map(({ origin }) => origin)).toEqual(['site-file', 'site-file']);
    expect(api.heard).toEqual([]);
  });

  it('adds cameras as versions, encrypts their log-ins, and notifies dashboards once', async () => {
    const { revision } = await take([gate, yard], { dryRun: true });
    expect(await take([gate, yard], { revision })).toMatchObject({ added: 2, stored: true });
    expect(api.parts.cameras.book.secretOf('gate')).toBe('rtsp://watch:geheim@10.0.0.7/live');
    expect(await versionsOf('gate')).toMatchObject({
      versions: [{ author: 'admin', reason: '批量', change: 'added' }],
    });
    expect(api.heard).toEqual([{ type: 'cameras' }]);
    expect(api.parts.wall.has('yard')).toBe(true);
  });

  it('changes nothing when it is repeated', async () => {
    const again = await take([gate, yard]);
    expect(again).toMatchObject({ added: 0, changed: 0, same: 2, changes: [], stored: true });
    expect((await versionsOf('gate')).versions).toHaveLength(1);
    expect(api.heard).toEqual([]);
  });

  it('says which cameras it would overwrite, and where', async () => {
    const other = gate.replace('geheim', 'other').replace('传达室', '门卫');
    const answer = await take([other, yard.replace('后院', '前院')], { dryRun: true });
    expect(answer.changes).toEqual([
      { line: 2, id: 'gate', fields: ['logIn', 'location'] },
      { line: 3, id: 'yard', fields: ['name'] },
    ]);
  });

  it('keeps a stored log-in where the columns are empty, but not for another host', async () => {
    const kept = gate.replace('watch,geheim', ',');
    expect(await take([kept], { dryRun: true })).toMatchObject({ same: 1 });
    const moved = await take([kept.replace('10.0.0.7', '10.0.0.66')]);
    expect(moved.faults).toMatchObject([{ line: 2, id: 'gate', code: 'log-in-needed' }]);
  });

  it('stores nothing at all when one row has a fault', async () => {
    const answer = await take(['new-1,n,rtsp://h/1', 'new-2,n,nonsense', 'exit-3,n,rtsp://h/3']);
    expect(answer).toMatchObject({ faultCount: 2, stored: false });
    expect(answer.faults.map(({ line, code }) => [line, code])).toEqual([
      [3, 'bad-address'],
      [4, 'in-site-file'],
    ]);
    expect((await cameras()).some(({ id }) => id === 'new-1')).toBe(false);
  });

  it('is refused when somebody changed a camera since the dry run', async () => {
    const line = 'late,n,rtsp://10.0.0.9/1';
    const { revision } = await take([line], { dryRun: true });
    await take(['between,n,rtsp://10.0.0.10/1']);
    const answer = await post([line], { revision });
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { error: 'stale' }]);
  });

  it('warns of an address that another camera has, and of cameras that no edge will watch', async () => {
    const lines = ['one,n,rtsp://10.0.0.7/live', 'two,n,rtsp://h/2', 'three,n,rtsp://h/2'];
    const answer = await take(lines, { dryRun: true });
    const said = answer.warnings.map(({ line, code, got }) => [line, code, got]);
    expect(said.filter(([, code]) => code === 'same-address')).toEqual([
      [2, 'same-address', 'gate'],
      [4, 'same-address', 'two'],
    ]);
    expect(said.filter(([, code]) => code === 'no-edge')).toHaveLength(3);
  });

  it('does not take the stars of a masked address for a password', async () => {
    const answer = await take(['masked,n,rtsp://h/1?password=***']);
    expect(answer.faults).toMatchObject([{ code: 'log-in-needed' }]);
  });

  it('requires a reason, unless it is a dry run', async () => {
    const none = await post([gate], { reason: undefined });
    expect(none.statusCode).toBe(400);
    expect(none.body).toContain('reason');
    expect((await post([gate], { reason: undefined, dryRun: true })).statusCode).toBe(200);
  });

  it.each(['operator', 'auditor', 'responder'] as const)('is refused to %s', async (role) => {
    const answer = await post([gate], {}, await api.as(role));
    expect(answer.json()).toMatchObject({ error: 'role-missing' });
  });
});

describe('a table', () => {
  it.each(['en', 'zh-CN'])(
    'that was exported changes nothing when it is imported, %s',
    async (language) => {
      const csv = await get(`/export.csv?language=${language}`);
      expect(csv.headers['content-disposition']).toContain('cameras.csv');
      expect(csv.body).not.toContain('geheim');
      const payload = { base64: base64(csv.body), dryRun: true };
      const url = '/api/camera-setup/import';
      const answer = await api.app.inject({ method: 'POST', url, headers, payload });
      const { faults, added, changed, same } = answer.json<CameraImportAnswer>();
      expect(faults).toEqual([]);
      expect([added, changed]).toEqual([0, 0]);
      expect(same).toBeGreaterThan(2);
    },
  );

  it.each([
    ['en', 'id,name,address,'],
    ['zh-CN', '编号,名称,地址,'],
  ])('to fill in has headings and an example that is not imported, %s', async (language, start) => {
    const { body } = await get(`/template.csv?language=${language}`);
    expect(body.startsWith(`\ufeff${start}`)).toBe(true);
    const filled = `${body}gate-9,北门,rtsp://10.0.0.9/live\r\n`;
    const payload = { base64: base64(filled), dryRun: true };
    const url = '/api/camera-setup/import';
    const answer = await api.app.inject({ method: 'POST', url, headers, payload });
    expect(answer.json()).toMatchObject({ rows: 1, skipped: 2, faults: [], added: 1 });
  });
});

it('reveals no password in answers, the log or the custody log', async () => {
  const faulty = [
    `x,n,rtsp://watch:geheim@h/1,u,geheim`,
    `y,n,nonsense geheim`,
    `z,n,,geheim,geheim`,
  ];
  const answers = [
    await post(faulty),
    await post([gate], { dryRun: true }),
    await get('/export.csv'),
  ];
  await api.parts.custodyWriter.flush();
  const entries = await api.store.custody.rows(0, 10_000);
  const said = JSON.stringify([answers.map(({ body }) => body), api.log.lines, entries]);
  expect(said).toContain('camera-setup/import');
  expect(said).not.toContain('geheim');
});

it('imports 5,000 cameras, and finds them unchanged when repeated', async () => {
  const many = Array.from(
    { length: 5000 },
    (_, at) => `many-${at},摄像头 ${at},rtsp://10.1.${at >> 8}.${at & 255}/live,watch,geheim-${at}`,
  );
  expect(await take(many)).toMatchObject({ added: 5000, stored: true });
  expect(await take(many)).toMatchObject({ added: 0, changed: 0, same: 5000 });
  const bad = many.map((line) => line.replace('rtsp', 'http'));
  const refused = await take(bad);
  expect([refused.faultCount, refused.faults.length, refused.stored]).toEqual([5000, 500, false]);
}, 60_000);
