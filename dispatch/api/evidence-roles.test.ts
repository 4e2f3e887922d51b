// Who may view, play, check, export, hold and delete evidence: every action by every role and without a log-in, listed here
// independently of the access table. The custody log records each attempt, refused ones too. All routes of evidence are covered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { parseEntry, type LogEntry } from '../../evidence/log-entry.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { accessTable } from './access.ts';

const all = ['responder', 'operator', 'auditor', 'admin'];
const overseers = ['operator', 'auditor', 'admin'];
const keepers = ['auditor', 'admin'];

interface Action {
  name: string;
  route: string;
  who: readonly string[];
  act: LogEntry['act'];
  /** The status for an allowed role, even if there is nothing to show or do. */
  status: number;
}

const incident = '/api/cases/:caseId/incidents/:incidentId';
const actions: readonly Action[] = [
  {
    name: 'view a case',
    route: 'GET /api/cases/:caseId',
    who: all,
    act: 'case-viewed',
    status: 200,
  },
  {
    name: 'view its picture',
    route: 'GET /api/cases/:caseId/picture.jpg',
    who: all,
    act: 'picture-viewed',
    status: 200,
  },
  {
    name: 'view the picture of an incident',
    route: `GET ${incident}/picture.jpg`,
    who: all,
    act: 'picture-viewed',
    status: 200,
  },
  {
    name: 'view the picture of an opening',
    route: `GET ${incident}/openings/:opening/picture.jpg`,
    who: all,
    act: 'picture-viewed',
    status: 200,
  },
  {
    name: 'view a photo',
    route: 'GET /api/cases/:caseId/photos/:photo',
    who: all,
    act: 'picture-viewed',
    status: 404,
  },
  {
    name: 'play or download its clip',
    route: 'GET /api/cases/:caseId/clip.mp4',
    who: all,
    act: 'clip-played',
    status: 404,
  },
  {
    name: 'play or download the clip of an incident',
    route: `GET ${incident}/clip.mp4`,
    who: all,
    act: 'clip-played',
    status: 404,
  },
  {
    name: 'play or download the clip of an opening',
    route: `GET ${incident}/openings/:opening/clip.mp4`,
    who: all,
    act: 'clip-played',
    status: 404,
  },
  {
    name: 'check its content credentials',
    route: 'GET /api/cases/:caseId/credentials',
    who: overseers,
    act: 'case-viewed',
    status: 200,
  },
  {
    name: 'export it',
    route: 'POST /api/cases/:caseId/export',
    who: keepers,
    act: 'case-exported',
    status: 200,
  },
  {
    name: 'export several',
    route: 'POST /api/exports',
    who: keepers,
    act: 'case-exported',
    status: 200,
  },
  {
    name: 'hold its evidence',
    route: 'POST /api/cases/:caseId/hold',
    who: keepers,
    act: 'hold-placed',
    status: 204,
  },
  {
    name: 'lift the hold',
    route: 'POST /api/cases/:caseId/hold/lift',
    who: keepers,
    act: 'hold-lifted',
    status: 204,
  },
  {
    name: 'delete its evidence',
    route: 'POST /api/cases/:caseId/delete-evidence',
    who: ['admin'],
    act: 'evidence-deleted',
    // The case is not settled.
    status: 409,
  },
];

let api: TestApi;
let caseId = '';
let incidentId = '';
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  // The library and the font do not matter here.
  const credentialsTool = { isThere: () => false, read: () => Promise.resolve([]) };
  const noFont = { ok: false, fault: 'no-font', detail: '' } as const;
  const reportPrinter = { print: () => Promise.resolve(noFont) };
  api = await openTestApi({ credentialsTool, reportPrinter });
  for (const role of userRoles) cookies.set(role, await api.as(role));
}, 120_000);
afterAll(() => api.close());

let number = 0;
async function freshCase(): Promise<void> {
  number += 1;
  incidentId = `tried-${number}`;
  await api.store.cases.record(planFor(anAlert({ incidentId })));
  caseId = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  await api.upload(`incidents/${incidentId}/picture`, 'image/jpeg', aJpeg());
}

function ask(route: string, role: string | null) {
  const [method = '', path = ''] = route.split(' ');
  const url = path
    .replace(':caseId', caseId)
    .replace(':incidentId', incidentId)
    .replace(':opening', '1')
    .replace(':photo', 'ab'.repeat(32));
  const reason = 'asked by the court';
  const payload = path === '/api/exports' ? { cases: [caseId], reason } : { reason };
  const headers = role === null ? {} : { ...cookies.get(role) };
  if (method === 'GET') return api.app.inject({ method: 'GET', url, headers });
  return api.app.inject({ method: 'POST', url, headers, payload });
}

async function entriesAfter(position: number): Promise<LogEntry[]> {
  await api.parts.custodyWriter.flush();
  const rows = await api.store.custody.rows(position, position + 1000);
  return rows.flatMap((entry) => parseEntry(entry) ?? []);
}

describe('an action on evidence', () => {
  it.each(actions)(
    'to $name is open to the allowed roles, and each attempt is logged',
    async (action) => {
      const { route, who, act, status } = action;
      await freshCase();
      // Requests without a log-in are recorded once a minute.
      api.clock.advance(61_000);
      for (const role of [null, ...userRoles]) {
        // Earlier actions have no effect here, except for holds.
        if (act.startsWith('hold-')) await freshCase();
        if (act === 'hold-lifted') await ask('POST /api/cases/:caseId/hold', 'admin');
        const before = (await api.store.custody.head())?.size ?? 0;
        const { statusCode } = await ask(route, role);
        const may = role !== null && who.includes(role);
        expect([role, statusCode]).toEqual([role, may ? status : role === null ? 401 : 403]);
        const found = (await entriesAfter(before)).filter((entry) => entry.act === act);
        const outcome = may && status < 300 ? 'done' : 'refused';
        const outcomes = new Set(found.map((entry) => entry.outcome));
        expect([role, ...outcomes]).toEqual([role, outcome]);
      }
    },
  );
});

describe('the routes of evidence', () => {
  it('are all tested here', () => {
    const isOfEvidence =
      /^\w+ \/api\/(exports$|cases\/:caseId(\/(picture|clip|incidents|photos|credentials|export|hold|delete)|$))/;
    const routes = Object.keys(accessTable).filter((route) => isOfEvidence.test(route));
    expect(actions.map(({ route }) => route).sort()).toEqual(routes.sort());
  });

  it('admit programs only for reading cases', () => {
    for (const { route } of actions) {
      const { scopes } = accessTable[route]!;
      expect(scopes.filter((scope) => scope !== 'cases:read')).toEqual([]);
    }
    for (const { route, who } of actions.filter(({ who: roles }) => roles !== all))
      expect([route, who, accessTable[route]?.scopes]).toEqual([route, who, []]);
  });
});
