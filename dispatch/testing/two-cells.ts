// A site of two grid cells for tests of permissions: in each a camera, a fence, a case with its notifications, a mute and a unit.
// Names in the far cell contain `far`, so that they can be searched for in answers.
import {
  completePolicy,
  type FenceFile,
  type LiveEvent,
  type SiteFile,
} from '../../contracts/index.ts';
import { actIn } from './act.ts';
import { aSite } from './a-site.ts';
import { anAlert } from './alerts.ts';
import { planFor } from './plan.ts';
import type { TestApi } from './test-api.ts';

export const cellOf = { near: '370305001001001', far: '370306002002002' } as const;
export type Side = keyof typeof cellOf;
export const sides = ['near', 'far'] as const;

const fenceIn = (side: Side): FenceFile => ({
  id: `${side}-floor`,
  name: `The ${side} floor`,
  camera: side,
  kind: 'blocked-fire-exit',
  polygon: [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
  ],
});

const file: Partial<SiteFile> = {
  cameras: sides.map((side) => ({
    id: side,
    name: side,
    source: `rtsp://camera/${side}`,
    gridCell: cellOf[side],
  })),
  fences: sides.map(fenceIn),
  roster: [],
  units: [
    { id: 'city', name: 'City', level: 'city' },
    ...sides.map((side) => ({
      id: `${side}-grid`,
      name: side,
      level: 'grid' as const,
      parent: 'city',
      cells: [cellOf[side]],
    })),
  ],
  people: [
    { id: 'wang', name: 'Wang' },
    // A user of the near cell, who is named in a case of the other one: see `nameInFarCase`.
    { id: 'zhou', name: 'Zhou', user: 'responder-near' },
  ],
  shifts: sides.map((side) => ({
    id: `${side}-shift`,
    unit: `${side}-grid`,
    part: 'officer' as const,
    people: ['wang'],
  })),
};
export const siteOfTwoCells = () => aSite(file);

/** The outline of a cell, far from the other. */
const outlineIn = (side: Side): [number, number][][] => {
  const [x, y] = side === 'near' ? [118.3, 36.8] : [118.4, 36.9];
  return [
    [
      [x, y],
      [x + 0.01, y],
      [x, y + 0.01],
    ],
  ];
};
const onMap = (side: Side) => ({
  content: { kind: 'cell' as const, outline: outlineIn(side) },
  reason: 'measured',
});

/** The ids of each cell's items, by path parameter. */
export type Things = Record<Side, Record<string, string>>;

export async function fillTwoCells({ store, clock }: TestApi): Promise<Things> {
  const things: Things = { near: {}, far: {} };
  for (const side of sides) {
    const incidentId = `${side}-0001`;
    const seen = { incidentId, cameraId: side, cameraName: side, fenceId: `${side}-floor` };
    await store.cases.record(planFor(anAlert({ ...seen, gridCell: cellOf[side] })));
    const found = await store.cases.findByIncident(incidentId);
    const item = { kind: 'cell' as const, id: cellOf[side], change: 'edited' as const };
    await store.map.add([{ ...item, ...onMap(side), version: 1, at: 1, author: 'admin' }]);
    await addJudged(store, side);
    const { mute } = await store.mutes.add({
      of: 'camera',
      id: side,
      reason: 'works',
      author: 'admin',
      from: clock.now(),
      until: clock.now() + 60_000_000,
    });
    things[side] = {
      cameraId: side,
      fenceId: `${side}-floor`,
      incidentId,
      mute: String(mute),
      kind: 'cell',
      id: cellOf[side],
      caseId: found?.id ?? '',
      notificationId: `${incidentId}-1-officer`,
      ...(await addShift(store, side)),
    };
  }
  return things;
}

/** A case of the far cell that was assigned by name to somebody of the near one; returns its ids, by path parameter. */
export async function nameInFarCase({ store }: TestApi): Promise<Record<string, string>> {
  const incidentId = 'far-named';
  const seen = { incidentId, cameraId: 'far', cameraName: 'far', fenceId: 'far-floor' };
  await store.cases.record(planFor(anAlert({ ...seen, gridCell: cellOf.far })));
  const found = await store.cases.findByIncident(incidentId);
  const caseId = found?.id ?? '';
  const outcome = await actIn(store, caseId, {
    action: { action: 'transfer', to: { person: 'zhou' }, reason: 'he knows it' },
    by: 'chen',
    parts: ['duty-leader', 'dispatcher'],
    at: Date.parse('2026-11-22T00:01:00Z'),
    key: null,
  });
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  return { caseId, incidentId, notificationId: `${incidentId}-1-officer` };
}

const dutyIn = (side: Side) => ({ unit: `${side}-grid`, part: 'officer' as const });
const stretchIn = (side: Side) => ({ ...dutyIn(side), from: 4e12, until: 4e12 + 3_600_000 });

/** An unanswered swap and an unsigned hand-over. */
async function addShift({ shifts }: TestApi['store'], side: Side): Promise<Record<string, string>> {
  const summary = { open: 0, red: 0, cases: [], happened: {}, mutes: [], cameras: [] };
  const { swap } = await shifts.addSwap({
    give: stretchIn(side),
    inReturn: null,
    asker: 'li',
    other: 'sun',
    reason: 'ill',
    askedBy: 'li',
    askedAt: 1,
    state: 'asked',
  });
  await shifts.addHandOver({
    ...dutyIn(side),
    from: 1,
    at: 2,
    outgoing: ['li'],
    incoming: ['sun'],
    summary,
    madeAt: 3,
  });
  const made = (await shifts.handOvers(true)).find(({ unit }) => unit === `${side}-grid`);
  return { swap: String(swap), handOver: String(made?.handOver ?? '') };
}

/** A case that waits for a review, and one with a verdict. */
async function addJudged(store: TestApi['store'], side: Side): Promise<void> {
  const seen = {
    cameraId: side,
    cameraName: side,
    fenceId: `${side}-floor`,
    gridCell: cellOf[side],
  };
  const review = [{ within: 60_000_000, otherwise: 'lapse' } as const];
  const policies = [{ from: 0, policy: { ...completePolicy({}), review } }];
  await store.cases.record(planFor(anAlert({ ...seen, incidentId: `${side}-held` }), { policies }));
  await store.cases.record(planFor(anAlert({ ...seen, incidentId: `${side}-void` })));
  const judged = await store.cases.findByIncident(`${side}-void`);
  await actIn(store, judged?.id ?? '', {
    action: { action: 'void', why: 'permitted' },
    by: 'chen',
    parts: ['duty-leader'],
    at: Date.parse('2026-11-22T00:01:00Z'),
    key: null,
  });
}

/** Bodies for the routes that check a cell in the body. */
export function bodyIn(
  route: string,
  { side, things, until }: { side: Side; things: Things; until: number },
): object | undefined {
  const bodies: Record<string, object> = {
    'PUT /api/review-gates': { of: 'fence', id: `${side}-floor`, rule: 'site-file', reason: 'x' },
    'PUT /api/map/items/:kind/:id': { ...onMap(side), baseVersion: 1 },
    'POST /api/map/items/:kind/:id/remove': { baseVersion: 1, reason: 'wrong' },
    'POST /api/duty/take': { ...dutyIn(side), reason: 'ill' },
    'POST /api/swaps': { give: stretchIn(side), other: 'wang', reason: 'ill' },
    'POST /api/swaps/:swap/answer': { answer: 'decline' },
    'POST /api/hand-overs/:handOver/sign': {},
    'POST /api/mutes': { of: 'fence', id: `${side}-floor`, until, reason: 'works' },
    'POST /api/routes/test': { kind: 'debris-pile', gridCell: cellOf[side] },
    'POST /api/reports': {
      kind: 'debris-pile',
      where: { gridCell: cellOf[side] },
      photos: ['ab'.repeat(32)],
    },
    'POST /api/cameras/watched': { cameras: [side] },
    'POST /api/exports': { cases: [things[side]['caseId'] ?? ''], reason: 'asked for' },
    'POST /api/fences': { fence: { ...fenceIn(side), id: `${side}-new` }, reason: 'new' },
  };
  return bodies[route];
}

/** The live events of one cell. */
export async function eventsIn({ store, parts }: TestApi, side: Side): Promise<LiveEvent[]> {
  const [file] = await store.cases.list({ cameraId: side, limit: 1 });
  const camera = await parts.wall.view(side);
  if (file === undefined || camera === null) throw new Error(`nothing is ${side}`);
  return [
    { type: 'case', case: file },
    { type: 'camera', camera },
    { type: 'fences', cameraId: side },
  ];
}
