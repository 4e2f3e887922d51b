// Required behaviour of every store for the case engine: a look is atomic, taken once, and never forgotten.
import { expect } from 'vitest';
import { completePolicy, emptyCalendar } from '../../../contracts/index.ts';
import { recipientsOfSite } from '../../engine/recipients-of-site.ts';
import { actIn } from '../../testing/act.ts';
import { anAlert } from '../../testing/alerts.ts';
import { aSite } from '../../testing/a-site.ts';
import { planFor } from '../../testing/plan.ts';
import { lookAt } from '../../timers/look.ts';
import type { Store } from '../store.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

const minute = 60_000;
const policy = completePolicy({});

async function opened(store: Store, incidentId: string) {
  const alert = anAlert({ incidentId });
  await store.cases.record(planFor(alert));
  return { id: (await caseOf(store, incidentId)).id, at: alert.raisedAt + 5 };
}

function lookIn(store: Store, caseId: string, at: number) {
  const recipients = recipientsOfSite(aSite());
  const rest = {
    policies: [{ from: 0, policy }],
    recipients,
    publicUrl: 'http://d',
    isWatched: true,
  };
  return store.engine.look(caseId, at, (context) => lookAt({ ...context, ...rest, at }));
}

export const engineTests: StoreTests = {
  'keeps a case that waits for a review, takes one verdict of two at once, and tells nobody before':
    async (store) => {
      const alert = anAlert({ incidentId: 'to-review' });
      const review = [{ within: 10 * minute, otherwise: 'send' } as const];
      await store.cases.record(
        planFor(alert, { policies: [{ from: 0, policy: { ...policy, review } }] }),
      );
      const { id, state } = await caseOf(store, 'to-review');
      expect(state).toBe('reported');
      expect(await store.notifications.deliveriesOf(id)).toEqual([]);
      const reasons = (await store.engine.untoldOf(id)).map(({ reason }) => reason);
      expect(reasons).toEqual(['waits-for-review', 'waits-for-review']);
      const until = alert.raisedAt + 5 + 10 * minute;
      expect(await store.engine.dueUntil(until, 1000)).toContainEqual({ caseId: id, at: until });
      const parts = ['intake'] as const;
      const by = (name: string) => ({ by: name, at: alert.raisedAt + minute, key: null, parts });
      const outcomes = await Promise.all([
        actIn(store, id, { action: { action: 'confirm' }, ...by('chen') }),
        actIn(store, id, {
          action: { action: 'dismiss', why: 'permitted', reason: 'x' },
          ...by('wu'),
        }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    },

  'takes each thing that is due once, whoever looks and however many at once': async (store) => {
    const { id, at } = await opened(store, 'looked-at');
    const looks = [1, 2, 3, 4].map(() => lookIn(store, id, at + 10 * minute));
    const steps = (await Promise.all(looks)).flatMap((look) => look?.steps ?? []);
    expect(steps.map(({ key }) => key)).toEqual(['tell-2-0-0', 'tell-2-0-1']);
    const deliveries = await store.notifications.deliveriesOf(id);
    // Officer and property staff: of the alert, and of each of the two steps.
    expect(deliveries).toHaveLength(6);
    expect((await store.cases.stepsOf(id)).slice(-2)).toEqual(steps);
  },

  'looks again at cases with a step dated after the present, and at no others': async (store) => {
    const { id, at } = await opened(store, 'ahead');
    const early = at - 60 * minute;
    expect(await store.engine.dueUntil(early, 1000)).not.toContainEqual({ caseId: id, at: early });
    expect(await store.engine.lookAtAhead(at)).not.toContain(id);
    expect(await store.engine.lookAtAhead(early)).toContain(id);
    expect(await store.engine.dueUntil(early, 1000)).toContainEqual({ caseId: id, at: early });
    await lookIn(store, id, at);
    expect(await store.engine.dueUntil(early, 1000)).not.toContainEqual({ caseId: id, at: early });
  },

  'knows what is due from the moment it was written, and forgets it when nothing is left': async (
    store,
  ) => {
    const { id, at } = await opened(store, 'timed');
    const dueOf = async (until: number) =>
      (await store.engine.dueUntil(until, 1000)).filter(({ caseId }) => caseId === id);
    // Nothing is due in a new case before its first timer.
    expect(await dueOf(at)).toEqual([]);
    expect(await dueOf(at + 5 * minute)).toEqual([{ caseId: id, at: at + 5 * minute }]);
    await lookIn(store, id, at);
    expect(await dueOf(at)).toEqual([]);
    expect(await dueOf(at + 5 * minute)).toEqual([{ caseId: id, at: at + 5 * minute }]);
    const gone = { action: { action: 'void', why: 'permitted' }, by: 'chen' } as const;
    await actIn(store, id, { ...gone, at: at + 6000, key: null, parts: ['duty-leader'] });
    expect(await dueOf(at + 6000)).toHaveLength(1);
    await lookIn(store, id, at + 6000);
    expect(await dueOf(at + 1e9)).toEqual([]);
  },

  'keeps who was not told, and why': async (store) => {
    const { id, at } = await opened(store, 'untold');
    const nobody = {
      notificationId: 'n',
      role: 'officer',
      person: null,
      reason: 'nobody-on-duty',
    } as const;
    await store.engine.look(id, at, ({ case: file }) => ({
      case: file,
      steps: [],
      outgoing: [],
      untold: [nobody],
      nextAt: null,
      direct: [],
      limit: null,
      quietUntil: null,
    }));
    expect(await store.engine.untoldOf(id)).toContainEqual({ ...nobody, at });
  },

  'writes nothing of a look that fails': async (store) => {
    const { id, at } = await opened(store, 'failed-look');
    const failing = store.engine.look(id, at, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(
      (await store.engine.dueUntil(at + 5 * minute, 1000)).map(({ caseId }) => caseId),
    ).toContain(id);
    expect(await store.engine.look('20261122-9999', at, () => expect.fail())).toBeNull();
  },

  'keeps every version of policy and calendar': async (store) => {
    const before = await store.engine.plans();
    const calendar = { ...emptyCalendar, holidays: ['2026-10-01'] };
    await store.engine.addPlan({ from: 5, calendar, policy });
    await store.engine.addPlan({ from: 7, calendar: emptyCalendar, policy });
    const plans = await store.engine.plans();
    expect(plans.slice(before.length).map(({ from }) => from)).toEqual([5, 7]);
    expect(plans.at(-2)).toEqual({ from: 5, calendar, policy });
  },
};
