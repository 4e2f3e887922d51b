// `fencewatch fences advise` over a generated log and verdicts, from files and from a dispatch: it finds the known best change,
// prints both lists, writes a usable draft, and reports all bad input.
import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseDetail, caseSummary } from '../contracts/testing/messages.ts';
import { anObservation, aRegion, box, monday } from '../geofences/testing/observations.ts';
import { adviseFence, type FencesAdviseOptions } from './fences-advise.ts';
import { adviseOnAll } from './fences-repeated.ts';
import { createObservationFile } from './observation-file.ts';
import { printedBy } from './testing/run-analyze.ts';

let folder: string;
let server: Server;
/** The beginning of a page of advice. */
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const at = (name: string) => join(folder, name);
const minute = 60_000;
const region = box(0.4, 0.4, 0.2, 0.3);
const fence = {
  id: 'corner',
  camera: 'gate',
  kind: 'debris-pile',
  dwell: '60s',
  polygon: [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.8],
    [0.3, 0.8],
  ],
};
/** When a pile appeared, in minutes after the start, and how long it stayed. */
const heaps = [
  ...[0, 20, 40].map((from) => ({ from, stay: 3, verdict: 'void' as const })),
  ...[60, 90].map((from) => ({ from, stay: 15, verdict: 'confirmed' as const })),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-advise-'));
  const cameras = [{ id: 'gate', source: 'rtsp://10.0.0.1/1' }];
  const site = { version: 1, timezone: 'UTC', cameras, fences: [fence] };
  await writeFile(at('site.yaml'), JSON.stringify(site));
  const verdicts = heaps.map(({ from, verdict }) => ({
    fence: 'corner',
    at: monday + (from + 2) * minute,
    verdict,
    ...(verdict === 'void' && { cause: 'shadow' }),
  }));
  await writeFile(at('labels.yaml'), JSON.stringify(verdicts));
  await writeLog();
  server = await startDispatchLike();
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function writeLog(): Promise<void> {
  const log = await createObservationFile(at('log.fwlog'));
  for (let after = 0; after < 120 * minute; after += 10_000) {
    const heap = heaps.find(
      ({ from, stay }) => after >= from * minute && after < (from + stay) * minute,
    );
    const since = monday + (heap?.from ?? 0) * minute;
    const regions = heap ? [aRegion({ box: region, since })] : [];
    await log.add(anObservation({ capturedAt: monday + after, regions }), null);
  }
  await log.close();
}

/** Answers like dispatch, with the cases of the same heaps. */
async function startDispatchLike(): Promise<Server> {
  const version = { fenceId: 'corner', version: 2, change: 'edited', at: monday, author: 'li' };
  const cases = heaps.map(({ from, verdict }, index) => {
    const openedAt = monday + (from + 2) * minute;
    const isVoid = verdict === 'void';
    const history = [
      {
        step: isVoid ? 'void' : 'handled',
        state: isVoid ? 'void' : 'handled',
        at: openedAt,
        actor: 'li',
        alertId: null,
        part: null,
        reason: null,
        key: null,
        details: isVoid ? { why: 'false-alarm' } : null,
      },
    ];
    const state = isVoid ? 'void' : 'handled';
    const own = { id: `c${index}`, fenceId: 'corner', state, openedAt, region };
    return { summary: { ...caseSummary, ...own }, detail: { ...caseDetail, ...own, history } };
  });
  const log = await readFile(at('log.fwlog'));
  const made = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    if (request.headers.authorization !== 'Bearer good') return response.writeHead(401).end('{}');
    if (pathname.endsWith('/observations')) return response.end(log);
    if (pathname === '/api/cases/c0/picture.jpg') return response.end(jpeg);
    if (pathname === '/api/cases/c1/picture.jpg') return response.end('no picture');
    if (pathname.endsWith('/picture.jpg')) return response.writeHead(404).end('{}');
    const one = cases.find(({ detail }) => pathname === `/api/cases/${detail.id}`);
    if (one) return response.end(JSON.stringify(one.detail));
    return response.end(
      JSON.stringify(
        pathname === '/api/fences'
          ? { fences: [{ ...version, reason: 'x', restoredFrom: null, fence }] }
          : { cases: cases.map(({ summary }) => summary), presentCount: 0 },
      ),
    );
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return made;
}

function advised(options: Partial<FencesAdviseOptions> = {}) {
  const files = { observations: at('log.fwlog'), labels: at('labels.yaml') };
  return printedBy(() =>
    adviseFence({ site: at('site.yaml'), data: '', fence: 'corner', ...files, ...options }),
  );
}

describe('advice from files', () => {
  it('is the dwell that separates the heaps, with both lists', async () => {
    const { code, lines } = await advised();
    expect(code).toBe(0);
    const text = lines.join('\n');
    expect(text).toMatch(/corner: 3 void and 2 confirmed alerts, \d+ changes tried/);
    expect(text).toMatch(/dwell: \d+s/);
    expect(text).toMatch(/avoids 3 void\n {2}2026-01-05 12:02:00 {2}.*labels\.yaml\[0\] {2}shadow/);
    expect(text).toMatch(/keeps all 2 confirmed\n {2}2026-01-05 13:02:00/);
  });

  it('is one JSON object for machines, and a usable draft', async () => {
    const { objects } = await advised({ json: true, draft: at('draft.yaml') });
    const [advice] = objects;
    expect(advice).toMatchObject({ fenceId: 'corner', voids: 3, confirmed: 2 });
    const draft = parse(await readFile(at('draft.yaml'), 'utf8')) as {
      fences: { dwell: string }[];
    };
    const seconds = Number.parseInt(draft.fences[0]?.dwell ?? '');
    expect(seconds).toBeGreaterThan(180);
    expect(seconds).toBeLessThan(900);
  });

  it.each<[string, Partial<FencesAdviseOptions>, RegExp]>([
    ['no such fence', { fence: 'attic' }, /has no fence "attic"/],
    ['no labels', { labels: '' }, /cannot be read/],
    ['no observations', { observations: 'nowhere' }, /--observations/],
  ])('is refused with %s', async (_, options, text) => {
    const { code, errors } = await advised(options);
    expect(code).toBe(2);
    expect(errors.join('\n')).toMatch(text);
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', {}, /expected array/],
    [
      'a word that is no verdict',
      [{ fence: 'corner', at: 1, verdict: 'maybe' }],
      /\[0\]\.verdict: expected one of/,
    ],
    [
      'a time that is none',
      [{ fence: 'corner', at: 'noon', verdict: 'void' }],
      /\[0\]\.at: expected a time such as/,
    ],
    [
      'a fence that is none',
      [{ fence: 'attic', at: 1, verdict: 'void' }],
      /\[0\]\.fence: the site file has no fence "attic"/,
    ],
  ])('is refused with labels that are %s', async (_, labels, text) => {
    await writeFile(at('bad.yaml'), JSON.stringify(labels));
    const { code, errors } = await advised({ labels: at('bad.yaml') });
    expect(code).toBe(2);
    expect(errors.join('\n')).toMatch(text);
  });

  it('is a page with the alerts of both lists, the place of each drawn', async () => {
    const hostile = heaps.map(({ from, verdict }) => ({
      fence: 'corner',
      at: monday + (from + 2) * minute,
      verdict,
      region,
      ...(verdict === 'void' && { cause: '<script>alert(1)</script>' }),
    }));
    await writeFile(at('hostile.yaml'), JSON.stringify(hostile));
    const report = at('advice.html');
    expect((await advised({ labels: at('hostile.yaml'), report })).code).toBe(0);
    const page = await readFile(report, 'utf8');
    expect(page).toMatch(/Spares 3 void[^]*Keeps all 2 confirmed/);
    expect(page.match(/<figure>/g)).toHaveLength(5);
    expect(page.match(/class="alert"/g)).toHaveLength(5);
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<image');
  });

  it('explains why there is none', async () => {
    await writeFile(at('none.yaml'), '[]');
    const { code, lines } = await advised({ labels: at('none.yaml') });
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/no proposal: no verdict/);
  });
});

describe('advice from dispatch', () => {
  type Span = Required<Pick<FencesAdviseOptions, 'dispatch' | 'from' | 'to'>>;

  async function asked(
    token: string,
    options: Partial<FencesAdviseOptions> = {},
    run?: (span: Span) => Promise<number>,
  ) {
    const { port } = server.address() as { port: number };
    const before = process.env['FENCEWATCH_TOKEN'];
    process.env['FENCEWATCH_TOKEN'] = token;
    try {
      const span = { from: '2026-01-05T12:00', to: '2026-01-05T14:00' };
      const dispatch = `http://127.0.0.1:${port}`;
      return run
        ? await printedBy(() => run({ dispatch, ...span }))
        : await advised({ dispatch, ...span, ...options });
    } finally {
      if (before === undefined) delete process.env['FENCEWATCH_TOKEN'];
      else process.env['FENCEWATCH_TOKEN'] = before;
    }
  }

  it('uses cases and their verdicts, and the log that dispatch stores', async () => {
    const { code, lines, errors } = await asked('good');
    expect([code, ...errors]).toEqual([0]);
    expect(lines.join('\n')).toMatch(/3 void and 2 confirmed.*[\s\S]*c0 {2}false-alarm/);
  });

  it('shows the pictures that dispatch has, and draws the place where it has none', async () => {
    const report = at('dispatch.html');
    expect((await asked('good', { report })).code).toBe(0);
    const page = await readFile(report, 'utf8');
    const photographs = page.match(/<image href="data:image\/jpeg;base64,\/9j\/4AECAw==/g) ?? [];
    expect(photographs).toHaveLength(1);
    expect(page.match(/<image/g)).toHaveLength(1);
    expect(page).toContain('c0, false-alarm');
  });

  it('lists the places of all fences that were void repeatedly', async () => {
    const { lines, code } = await asked('good', {}, ({ dispatch, from, to }) =>
      adviseOnAll({ site: at('site.yaml'), dispatch, from, to }),
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      'corner: a place was void 3 times (false-alarm), 2 confirmed there; try: fencewatch fences advise --fence corner …',
    ]);
  });

  it.each<[string, string, Partial<FencesAdviseOptions>, RegExp]>([
    ['no token', '', {}, /FENCEWATCH_TOKEN/],
    ['a token that is refused', 'bad', {}, /refuses \/api\/fences with 401/],
    [
      'a fence that dispatch does not have',
      'good',
      { fence: 'attic' },
      /dispatch has no fence "attic"/,
    ],
    ['an address that is none', 'good', { dispatch: 'nowhere' }, /--dispatch: expected an address/],
    ['nobody at the address', 'good', { dispatch: 'http://127.0.0.1:9' }, /cannot be reached/],
  ])('is refused with %s', async (_, token, options, text) => {
    const { code, errors } = await asked(token, options);
    expect(code).toBe(2);
    expect(errors.join('\n')).toMatch(text);
  });
});

describe('automatic advice', () => {
  const all = (options: Partial<FencesAdviseOptions>) =>
    printedBy(() => adviseOnAll({ site: at('site.yaml'), ...options }));

  async function written(regions: (typeof region | undefined)[]): Promise<string> {
    const verdicts = regions.map((one, index) => ({
      fence: 'corner',
      at: monday + index,
      verdict: 'void',
      cause: 'shadow',
      ...(one && { region: one }),
    }));
    await writeFile(at('again.yaml'), JSON.stringify(verdicts));
    return at('again.yaml');
  }

  it('is a line for each place that was void three times for one cause', async () => {
    const labels = await written([region, region, region, box(0.1, 0.1, 0.05, 0.05)]);
    const { code, lines } = await all({ labels });
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.stringContaining('corner: a place was void 3 times (shadow), 0'),
    ]);
    const { objects } = await all({ labels, json: true });
    expect(objects).toMatchObject([
      { places: [{ fenceId: 'corner', cause: 'shadow', confirmed: 0 }] },
    ]);
  });

  it.each([
    ['two', [region, region]],
    ['three of which nobody knows where', [undefined, undefined, undefined]],
    ['none', []],
  ])('is none with %s', async (_, regions) => {
    const { code, lines } = await all({ labels: await written(regions) });
    expect([code, ...lines]).toEqual([0, 'no place was void three times for one cause']);
  });

  it('is refused without verdicts, and with invalid ones', async () => {
    expect((await all({})).code).toBe(2);
    await writeFile(at('bad.yaml'), '{}');
    expect((await all({ labels: at('bad.yaml') })).code).toBe(2);
  });
});
