// Required behaviour of every store for cases and their alerts.
import { expect } from 'vitest';
import type { GivenTo } from '../../cases/case-record.ts';
import { actIn, takeOn } from '../../testing/act.ts';
import { anAlert, sundayMorning } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

export const recordingTests: StoreTests = {
  'makes a case with its steps, its alert and one notification a role': async (store) => {
    const alert = anAlert({ incidentId: 'made' });
    const result = await store.cases.record(planFor(alert));
    const file = await caseOf(store, 'made');
    expect(result).toMatchObject({ outcome: 'recorded', effect: 'opened', caseId: file.id });
    expect(file).toMatchObject({ id: '20261122-0001', state: 'dispatched', present: true });
    expect(file).toMatchObject({
      hasPicture: false,
      hasClip: false,
      trace: { rule: 'blocked-fire-exit' },
    });
    expect(await store.cases.alertsOf(file.id)).toEqual([{ alert, effect: 'opened' }]);
    const steps = await store.cases.stepsOf(file.id);
    expect(steps.map(({ step }) => step)).toEqual(['reported', 'accepted', 'dispatched']);
    const deliveries = await store.notifications.deliveriesOf(file.id);
    expect(deliveries.map(({ role, state, attempts }) => ({ role, state, attempts }))).toEqual([
      { role: 'officer', state: 'waiting', attempts: 0 },
      { role: 'property', state: 'waiting', attempts: 0 },
    ]);
  },

  'does nothing more when the same alert comes again': async (store) => {
    const alert = anAlert({ incidentId: 'repeated' });
    await store.cases.record(planFor(alert));
    const before = await store.notifications.count('waiting');
    expect(await store.cases.record(planFor(alert))).toEqual({ outcome: 'repeated' });
    expect(await store.notifications.count('waiting')).toBe(before);
    const { id } = await caseOf(store, 'repeated');
    expect(await store.cases.alertsOf(id)).toHaveLength(1);
  },

  'keeps one case when the same alert comes many times at once': async (store) => {
    const alert = anAlert({ incidentId: 'crowd' });
    const results = await Promise.all(
      Array.from({ length: 8 }, () => store.cases.record(planFor(alert))),
    );
    const outcomes = results.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['recorded', ...Array<string>(7).fill('repeated')]);
    const file = await caseOf(store, 'crowd');
    expect(await store.notifications.deliveriesOf(file.id)).toHaveLength(2);
  },

  'gives cases of different incidents that come at once different ids': async (store) => {
    const incidents = Array.from({ length: 8 }, (_, index) => `parallel-${index}`);
    await Promise.all(
      incidents.map((incidentId) => store.cases.record(planFor(anAlert({ incidentId })))),
    );
    const files = await Promise.all(incidents.map((incidentId) => caseOf(store, incidentId)));
    expect(new Set(files.map(({ id }) => id)).size).toBe(8);
  },

  'tells whom a case was given to by name of what its camera says later': async (store) => {
    const to = { person: 'sun' };
    await store.cases.record(planFor(anAlert({ incidentId: 'given' })));
    const { id } = await caseOf(store, 'given');
    const action = { action: 'transfer', to, reason: 'he knows it' } as const;
    const parts = ['duty-leader'] as const;
    const done = await actIn(store, id, {
      action,
      by: 'chen',
      at: sundayMorning,
      key: null,
      parts,
    });
    expect(done).toMatchObject({ outcome: 'done' });
    const asked: GivenTo[] = [];
    const person = { name: 'Sun Wei' };
    const sun = { role: 'officer', person, topic: 'fencewatch/v1/cells/1/officer' } as const;
    const addressedTo = (givenTo: GivenTo) => {
      asked.push(givenTo);
      return { recipients: [{ ...sun, reason: 'named' as const }], group: null };
    };
    const gone = anAlert({ incidentId: 'given', sequence: 2, event: 'cleared' });
    await store.cases.record(planFor(gone, { addressedTo }));
    expect(asked).toMatchObject([{ to, how: 'transferred' }]);
    const deliveries = await store.notifications.deliveriesOf(id);
    const later = deliveries.filter(({ event }) => event === 'cleared');
    expect(later.map(({ role }) => role)).toEqual(['officer']);
  },

  'leaves an early alert alone while an earlier one may still come': async (store) => {
    const early = anAlert({ incidentId: 'early', sequence: 2, event: 'cleared' });
    const plan = planFor(early, { waitForEarlier: true });
    expect(await store.cases.record(plan)).toEqual({ outcome: 'early' });
    expect(await store.cases.findByIncident('early')).toBeNull();
    await store.cases.record(planFor(anAlert({ incidentId: 'early' })));
    expect(await store.cases.record(plan)).toMatchObject({ effect: 'cleared' });
    expect(await caseOf(store, 'early')).toMatchObject({
      present: false,
      clearedAt: early.incident.capturedAt,
    });
  },

  'writes nothing at all when something in the transaction fails': async (store) => {
    const alert = {
      ...anAlert({ incidentId: 'half', fenceId: 'half' }),
      cameraName: 'a\u0000b',
    };
    await expect(store.cases.record(planFor(alert))).rejects.toThrow();
    expect(await store.cases.findByIncident('half')).toBeNull();
    expect(await store.cases.openFences()).not.toContain('half');
  },
};

export const readingTests: StoreTests = {
  'lists newest first, filters, and pages by time': async (store) => {
    const opened = (index: number) => sundayMorning + 86_400_000 + index * 1000;
    for (const index of [1, 2, 3, 4])
      await store.cases.record(
        planFor(
          anAlert({
            incidentId: `listed-${index}`,
            cameraId: 'listed',
            kind: index % 2 === 0 ? 'debris-pile' : 'street-vending',
            openedAt: opened(index),
          }),
        ),
      );
    const ids = async (filter: object) => {
      const rows = await store.cases.list({ cameraId: 'listed', limit: 10, ...filter });
      return rows.map(({ incidentId }) => incidentId.slice(-1)).join('');
    };
    expect(await ids({})).toBe('4321');
    expect(await ids({ limit: 2 })).toBe('43');
    expect(await ids({ before: opened(3) })).toBe('21');
    expect(await ids({ kind: 'debris-pile' })).toBe('42');
    expect(await ids({ present: false })).toBe('');
    expect(await ids({ present: true })).toBe('4321');
  },

  'lists a case that came back by when it did, and pages on from there': async (store) => {
    const of = (letter: string, sequence: number, at: number, event?: 'opened' | 'cleared') =>
      planFor(
        anAlert({
          incidentId: `back-${letter}`,
          cameraId: 'back',
          sequence,
          ...(event && { event }),
          openedAt: sundayMorning + (letter === 'a' ? 1 : 2) * 1000,
          capturedAt: sundayMorning + at * 1000,
        }),
      );
    const ids = async (filter: object = {}) => {
      const rows = await store.cases.list({ cameraId: 'back', limit: 10, ...filter });
      return rows.map(({ incidentId }) => incidentId.slice(-1)).join('');
    };
    await store.cases.record(of('a', 1, 1));
    await store.cases.record(of('b', 1, 2));
    await store.cases.record(of('a', 2, 3));
    await store.cases.record(of('a', 3, 4, 'cleared'));
    expect(await ids()).toBe('ba');
    await store.cases.record(of('a', 4, 5, 'opened'));
    expect(await ids()).toBe('ab');
    const file = await caseOf(store, 'back-a');
    expect(file).toMatchObject({
      openedAt: sundayMorning + 1000,
      lastOpenedAt: sundayMorning + 5000,
    });
    expect(await ids({ before: sundayMorning + 5000 })).toBe('b');
    const told = await store.notifications.deliveriesOf(file.id);
    expect(new Set(told.map(({ capturedAt }) => capturedAt))).toContain(sundayMorning + 5000);
  },

  'does not take the media of one case for those of another': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'with' })));
    await store.cases.record(planFor(anAlert({ incidentId: 'without' })));
    const entry = { incidentId: 'with', opening: 1, name: 'clip' } as const;
    await store.media.put({ ...entry, sha256: 'aa', bytes: 1, at: 1 }, null);
    expect(await caseOf(store, 'with')).toMatchObject({ hasClip: true });
    expect(await caseOf(store, 'without')).toMatchObject({ hasClip: false });
  },

  'knows the fences with something in them, and the media of a case': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'seen', fenceId: 'gate' })));
    expect(await store.cases.openFences()).toContain('gate');
    const key = { incidentId: 'seen', opening: 1, name: 'clip' } as const;
    const entry = { ...key, sha256: 'aa', bytes: 10, at: 1 };
    expect(await store.media.put(entry, null)).toMatchObject(entry);
    const kept = { ...entry, deletedAt: null };
    expect(await store.media.put({ ...entry, sha256: 'bb' }, null)).toMatchObject(kept);
    expect(await store.media.find(key)).toMatchObject(kept);
    expect(await store.media.find({ ...key, name: 'picture' })).toBeNull();
    expect(await store.media.find({ ...key, opening: 2 })).toBeNull();
    await store.media.put({ ...entry, opening: 4, sha256: 'cc' }, null);
    const keys = await store.media.of(['seen', 'nobody']);
    expect(keys.map(({ opening }) => opening).sort((a, b) => a - b)).toEqual([1, 4]);
    expect(await store.media.of([])).toEqual([]);
    expect(await caseOf(store, 'seen')).toMatchObject({ hasClip: true, hasPicture: false });
    const cleared = anAlert({
      incidentId: 'seen',
      fenceId: 'gate',
      sequence: 2,
      event: 'cleared',
    });
    await store.cases.record(planFor(cleared));
    expect(await store.cases.openFences()).not.toContain('gate');
  },

  'acknowledges once, and keeps who did it': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'taken' })));
    const { id } = await caseOf(store, 'taken');
    const both = ['li', 'wang'].map((by) => takeOn(store, id, { by, at: 5000 }));
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['done', 'refused']);
    const file = await caseOf(store, 'taken');
    expect(file).toMatchObject({ state: 'acknowledged', acknowledgedAt: 5000 });
    const steps = await store.cases.stepsOf(id);
    expect(steps.at(-1)).toMatchObject({ step: 'acknowledged', actor: file.acknowledgedBy });
  },

  'takes an action once under its key, whoever asks again and how often': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'twice' })));
    const { id } = await caseOf(store, 'twice');
    const arrive = () =>
      actIn(store, id, { action: { action: 'arrive' }, by: 'li', at: 6000, key: 'li/arrived' });
    const outcomes = (await Promise.all([1, 2, 3].map(arrive))).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['done', 'repeated', 'repeated']);
    const steps = await store.cases.stepsOf(id);
    expect(steps.filter(({ step }) => step === 'on-site')).toHaveLength(1);
    expect(steps.at(-1)).toEqual({
      step: 'on-site',
      state: 'on-site',
      at: 6000,
      actor: 'li',
      part: 'handler',
      alertId: null,
      reason: null,
      details: null,
      key: 'li/arrived',
    });
  },

  'writes nothing of an action that is refused': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'not-his' })));
    const { id } = await caseOf(store, 'not-his');
    const before = await store.cases.stepsOf(id);
    const close = { action: { action: 'close' }, by: 'li', at: 6000, key: null } as const;
    expect(await actIn(store, id, close)).toEqual({ outcome: 'refused', reason: 'not-your-part' });
    expect(await store.cases.stepsOf(id)).toEqual(before);
  },
};
