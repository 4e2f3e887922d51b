// Required behaviour of every store when fences of several cameras see one place: one case, whatever arrives concurrently.
import { expect } from 'vitest';
import { takeOn } from '../../testing/act.ts';
import { anAlert, type AlertParts } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import type { Store } from '../store.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

/** An alert of the n-th camera of a place. */
const seenBy = (camera: number, place: string, parts: AlertParts = {}) =>
  anAlert({
    incidentId: `${place}-${camera}`,
    cameraId: `${place}-cam-${camera}`,
    place,
    cameraName: `Camera ${camera}`,
    fenceId: `${place}-fence-${camera}`,
    ...parts,
  });
const record = async (store: Store, ...alerts: ReturnType<typeof seenBy>[]) => {
  for (const alert of alerts) await store.cases.record(planFor(alert));
};

export const placeTests: StoreTests = {
  'joins what two cameras see, tells once, and keeps what each saw': async (store) => {
    await record(store, seenBy(1, 'stairs'));
    const result = await store.cases.record(planFor(seenBy(2, 'stairs')));
    const file = await caseOf(store, 'stairs-2');
    expect(result).toMatchObject({ outcome: 'recorded', effect: 'joined', caseId: file.id });
    expect(file).toMatchObject({ incidentId: 'stairs-1', place: 'stairs', present: true });
    expect(file.alsoSeenBy).toEqual([{ cameraId: 'stairs-cam-2', cameraName: 'Camera 2' }]);
    expect(await store.cases.incidentsOf(file.id)).toMatchObject([
      { incidentId: 'stairs-1', cameraName: 'Camera 1', hasClip: false },
      { incidentId: 'stairs-2', cameraName: 'Camera 2', hasClip: false },
    ]);
    const alerts = await store.cases.alertsOf(file.id);
    expect(alerts.map(({ effect }) => effect)).toEqual(['opened', 'joined']);
    expect(await store.notifications.deliveriesOf(file.id)).toHaveLength(2);
    const steps = await store.cases.stepsOf(file.id);
    expect(steps.at(-1)).toMatchObject({ step: 'joined', alertId: 'stairs-2-1' });
  },

  'makes one case of what many cameras report at the same moment': async (store) => {
    const cameras = [1, 2, 3, 4, 5, 6];
    const results = await Promise.all(
      cameras.map((camera) => store.cases.record(planFor(seenBy(camera, 'rush')))),
    );
    const effects = results.map((result) => (result.outcome === 'recorded' ? result.effect : ''));
    expect(effects.sort()).toEqual([...Array<string>(5).fill('joined'), 'opened']);
    const { id } = await caseOf(store, 'rush-1');
    expect(await store.cases.incidentsOf(id)).toHaveLength(6);
    expect((await store.cases.find(id))?.alsoSeenBy).toHaveLength(5);
    expect(await store.notifications.deliveriesOf(id)).toHaveLength(2);
  },

  'is clear when all cameras are, whichever clears first': async (store) => {
    const cleared = { sequence: 2, event: 'cleared' } as const;
    await record(store, seenBy(1, 'arch'), seenBy(2, 'arch'), seenBy(1, 'arch', cleared));
    expect(await caseOf(store, 'arch-1')).toMatchObject({ present: true, clearedAt: null });
    const open = await store.cases.openFences();
    expect([open.includes('arch-fence-1'), open.includes('arch-fence-2')]).toEqual([false, true]);
    await record(store, seenBy(2, 'arch', cleared));
    expect(await caseOf(store, 'arch-1')).toMatchObject({ present: false });
  },

  'loses none of many clearings that come at once': async (store) => {
    const cleared = { sequence: 2, event: 'cleared' } as const;
    const cameras = [1, 2, 3, 4, 5, 6, 7, 8];
    await record(store, ...cameras.map((camera) => seenBy(camera, 'gate')));
    await Promise.all(cameras.map((camera) => record(store, seenBy(camera, 'gate', cleared))));
    expect(await caseOf(store, 'gate-1')).toMatchObject({ present: false });
  },

  'lists a joined case once, under each of its cameras': async (store) => {
    await record(store, seenBy(1, 'yard'), seenBy(2, 'yard'));
    const lists = await Promise.all(
      ['yard-cam-1', 'yard-cam-2', 'yard-cam-3'].map((cameraId) =>
        store.cases.list({ cameraId, limit: 10 }),
      ),
    );
    expect(lists.map((rows) => rows.map(({ incidentId }) => incidentId))).toEqual([
      ['yard-1'],
      ['yard-1'],
      [],
    ]);
  },

  'knows the media of each incident': async (store) => {
    await record(store, seenBy(1, 'hall'), seenBy(2, 'hall'));
    const { id } = await caseOf(store, 'hall-1');
    const entry = { incidentId: 'hall-2', opening: 1, name: 'picture' } as const;
    await store.media.put({ ...entry, sha256: 'aa', bytes: 1, at: 1 }, null);
    expect(await store.cases.find(id)).toMatchObject({ hasPicture: false });
    const incidents = await store.cases.incidentsOf(id);
    expect(incidents.map(({ hasPicture }) => hasPicture)).toEqual([false, true]);
  },

  'keeps cases apart that have no place, or another kind': async (store) => {
    await record(store, seenBy(1, 'alone', { place: null }), seenBy(2, 'alone', { place: null }));
    await record(store, seenBy(3, 'alone'), seenBy(4, 'alone', { kind: 'debris-pile' }));
    const files = await Promise.all([1, 2, 3, 4].map((n) => caseOf(store, `alone-${n}`)));
    expect(new Set(files.map(({ id }) => id)).size).toBe(4);
    expect(await store.cases.incidentsOf('20261122-9999')).toEqual([]);
  },

  'never loses an acknowledgement to an alert that comes with it': async (store) => {
    const cameras = [1, 2, 3, 4];
    await record(store, ...cameras.map((camera) => seenBy(camera, 'race')));
    const { id } = await caseOf(store, 'race-1');
    const more = cameras.flatMap((camera) =>
      [2, 3].map((sequence) => seenBy(camera, 'race', { sequence })),
    );
    const alerts = more.map((alert) => record(store, alert));
    const acknowledge = takeOn(store, id, { by: 'li', at: 5000 });
    await Promise.all([...alerts, acknowledge]);
    expect(await store.cases.find(id)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'li',
    });
    expect(await store.cases.incidentsOf(id)).toHaveLength(4);
  },
};
