// The duty plan over HTTP: edits that apply at once, versions, restoring, imports, and the export as a site file.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  dutyContentSchema,
  dutyHeadsSchema,
  dutyVersionSchema,
  importAnswerSchema,
  type StaffMember,
} from '../../contracts/index.ts';
import { openDutyService } from '../engine/duty-service.ts';
import { aSite } from '../testing/a-site.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { siteOfTwoCells } from '../testing/two-cells.ts';

let api: TestApi;
let operator: { cookie: string };
beforeAll(async () => {
  api = await openTestApi({}, null, siteOfTwoCells());
  operator = await api.as('operator');
}, 60_000);
afterAll(() => api.close());

const send = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object) => {
  const url = `/api/roster${path}`;
  return api.app.inject({ method, url, headers: operator, ...(body && { payload: body }) });
};
const current = async () => dutyVersionSchema.parse((await send('GET', '')).json());
const reason = 'somebody new';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const bring = async (text: string, change: object = {}) => {
  const body = { name: 'people.csv', base64: base64(text), reason, ...change };
  const answer = await send('POST', '/import', body);
  expect(answer.statusCode).toBe(200);
  return importAnswerSchema.parse(answer.json());
};

describe('the duty plan', () => {
  it('begins as in the site file', async () => {
    const { version, change, author, content } = await current();
    expect({ version, change, author }).toEqual({
      version: 1,
      change: 'site-file',
      author: 'site file',
    });
    expect(content.people).toMatchObject([{ id: 'wang' }, { id: 'zhou' }]);
  });

  it('has a new person on duty at once after an edit', async () => {
    const { version: baseVersion, content } = await current();
    const entry = { id: 'li', name: '李娜' };
    const added = await send('PUT', '/people/li', { baseVersion, entry, reason });
    expect(dutyVersionSchema.parse(added.json())).toMatchObject({
      version: baseVersion + 1,
      change: 'edited',
      author: 'operator',
      reason,
      at: api.clock.now(),
    });
    const shift = { ...content.shifts[0], people: ['li'] };
    const id = String(shift.id);
    await send('PUT', `/shifts/${id}`, { baseVersion: baseVersion + 1, entry: shift, reason });
    const duty = await api.app.inject({ url: '/api/duty', headers: operator });
    expect(duty.body).toContain('"person":"li"');
  });

  it('compares two versions, and restores one', async () => {
    const { version } = await current();
    const compared = await send('GET', `/compare?from=1&to=${version}`);
    expect(compared.json()).toMatchObject({
      people: { added: ['li'], changed: [], removed: [] },
      shifts: { added: [], changed: ['near-shift'], removed: [] },
    });
    const back = await send('POST', '/restore', { baseVersion: version, version: 1, reason });
    expect(back.json()).toMatchObject({
      version: version + 1,
      change: 'restored',
      restoredFrom: 1,
    });
    expect((await current()).content.people.map(({ id }) => id)).toEqual(['wang', 'zhou']);
    const { versions } = dutyHeadsSchema.parse((await send('GET', '/versions')).json());
    expect(versions.map(({ change }) => change)).toEqual([
      'restored',
      'edited',
      'edited',
      'site-file',
    ]);
    const old = dutyVersionSchema.parse((await send('GET', `/versions/${version}`)).json());
    expect(old.content.people).toHaveLength(3);
  });

  it('refuses an outdated edit, one that changes nothing, and one with faults', async () => {
    const { version: baseVersion, content } = await current();
    const entry = content.people[0];
    const stale = await send('PUT', '/people/wang', { baseVersion: 1, entry, reason });
    expect([stale.statusCode, stale.json<object>()]).toMatchObject([409, { error: 'stale' }]);
    const same = await send('PUT', '/people/wang', { baseVersion, entry, reason });
    expect(same.json()).toMatchObject({ error: 'unchanged' });
    const needed = await send('DELETE', '/people/wang', { baseVersion, reason });
    expect(needed.statusCode).toBe(400);
    expect(needed.body).toContain('expected the id of a person');
    const other = { ...entry, channels: ['fax'] };
    const unknown = await send('PUT', '/people/wang', { baseVersion, entry: other, reason });
    expect(unknown.body).toContain('channels.direct');
    const wrong = await send('PUT', '/people/li', { baseVersion, entry, reason });
    expect(wrong.body).toContain('entry.id');
    expect((await send('DELETE', '/people/nobody', { baseVersion, reason })).statusCode).toBe(404);
    expect((await current()).version).toBe(baseVersion);
  });

  it('is changed once by two concurrent edits', async () => {
    const { version: baseVersion } = await current();
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        send('PUT', `/people/${id}`, { baseVersion, entry: { id, name: id }, reason }),
      ),
    );
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(2);
    expect((await current()).version).toBe(baseVersion + 1);
  });
});

describe('an import', () => {
  it('reports in a dry run what it would change, and changes nothing', async () => {
    const { version } = await current();
    const answer = await bring('id,name\nzhao,赵\nwang,王', { dryRun: true });
    expect(answer).toMatchObject({
      faults: [],
      version: null,
      encoding: 'utf-8',
      difference: { people: { added: ['zhao'], changed: ['wang'] } },
    });
    expect((await current()).version).toBe(version);
  });

  it('is a version, and nothing when it is repeated', async () => {
    const { version } = await current();
    const text = 'id,name\nzhao,赵';
    expect((await bring(text)).version).toBe(version + 1);
    expect(await current()).toMatchObject({ change: 'imported', author: 'operator', reason });
    expect((await bring(text)).version).toBeNull();
  });

  it('imports nothing from a file with a fault', async () => {
    const { version } = await current();
    const answer = await bring('id,name,channels\nqian,钱,\nsun,孙,fax');
    expect(answer).toMatchObject({
      faults: [{ line: 3, column: 7, field: 'channels[0]', got: '"fax"' }],
      version: null,
    });
    expect((await current()).version).toBe(version);
  });
});

describe('an export', () => {
  it('is YAML that is valid in a site file and in an import', async () => {
    const answer = await send('GET', '/export');
    expect(answer.headers['content-type']).toContain('yaml');
    const { content } = await current();
    expect(dutyContentSchema.parse(parse(answer.body))).toEqual(content);
    expect((await bring(answer.body, { name: 'roster.yaml' })).version).toBeNull();
    const lists = parse(answer.body) as object;
    expect(() => aSite(lists)).not.toThrow();
  });
});

describe('the site file', () => {
  const open = (site = siteOfTwoCells()) =>
    openDutyService({ store: api.store.duty, site, clock: api.clock, log: api.log });

  it('reverts no edit while it is unchanged', async () => {
    const before = await current();
    expect((await open()).current()).toEqual(before);
  });

  it('overrides edits entry by entry where it was changed, and nowhere else', async () => {
    const { version } = await current();
    const site = siteOfTwoCells();
    const people = [...site.organisation.people, { ...person, id: 'from-file', name: 'File' }];
    const organisation = { ...site.organisation, people };
    const service = await open({ ...site, organisation });
    expect(service.current()).toMatchObject({ version: version + 1, change: 'site-file' });
    const ids = service.current().content.people.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['zhao', 'from-file', 'wang']));
    const again = await open({ ...site, organisation });
    expect(again.current().version).toBe(version + 1);
    const gone = await open();
    expect(gone.current().content.people.map(({ id }) => id)).not.toContain('from-file');
    expect(gone.current().content.people.map(({ id }) => id)).toContain('zhao');
  });

  it('does not override edits if the result is invalid: this is logged, and the edits stay', async () => {
    const site = siteOfTwoCells();
    const organisation = { ...site.organisation, units: site.organisation.units.slice(0, 1) };
    const shifts = { ...organisation, shifts: [] };
    await api.parts.duty.refresh();
    const { version, content } = api.parts.duty.current();
    const extra = { ...content.shifts[0], id: 'extra' } as (typeof content.shifts)[number];
    const wish = { author: 'operator', reason, change: 'edited', baseVersion: version } as const;
    await api.parts.duty.change({
      ...wish,
      content: { ...content, shifts: [...content.shifts, extra] },
    });
    api.log.lines.length = 0;
    const service = await open({ ...site, organisation: shifts });
    expect(service.current().version).toBe(version + 1);
    expect(api.log.lines).toMatchObject([{ level: 'error' }]);
  });

  it('changes of another dispatch are picked up', async () => {
    const mine = await open();
    const { version, content } = mine.current();
    const other = await open();
    const people = [...content.people, { ...person, id: 'other', name: 'Other' }];
    const by = { author: 'a', reason, change: 'edited', baseVersion: version } as const;
    await other.change({ ...by, content: { ...content, people } });
    expect(await mine.refresh()).toBe(true);
    expect(mine.recipients.organisation.people.map(({ id }) => id)).toContain('other');
    expect(await mine.refresh()).toBe(false);
  });
});

const person: Pick<StaffMember, 'language' | 'channels'> = { language: 'zh-CN', channels: [] };
