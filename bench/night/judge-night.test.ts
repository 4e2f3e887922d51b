// The judge of a night: a good night, and then one planted fault at a time, which must be found alone.
import { describe, expect, it } from 'vitest';
import type { CaseStep, Delivery } from '../../contracts/index.ts';
import { judgeNight } from './judge-night.ts';
import type { NightFaultName } from './night-fault.ts';
import type { Disturbance, NightCase, NightHistory } from './night-history.ts';

const minute = 60_000;
const rule = { stepsAfter: [5 * minute, 10 * minute], repeat: 0, topLevel: 3, lateMs: 2 * minute };

function step(parts: Partial<CaseStep>): CaseStep {
  return {
    step: 'dispatched',
    state: 'dispatched',
    at: 0,
    actor: null,
    alertId: null,
    part: null,
    reason: null,
    details: null,
    key: null,
    ...parts,
  };
}

function delivery(notificationId: string, parts: Partial<Delivery> = {}): Delivery {
  return {
    notificationId,
    role: 'officer',
    recipient: 'Li',
    topic: 't/officer',
    event: 'opened',
    capturedAt: 1,
    state: 'handed-over',
    attempts: 1,
    at: 1,
    error: null,
    listeners: 'some',
    received: null,
    opened: null,
    ...parts,
  };
}

const told = ['i-1-officer', 'c-tell-0-0-0-officer', 'c-tell-0-0-1-officer'];

function aCase(): NightCase {
  return {
    id: 'c',
    state: 'dispatched',
    log: [
      step({}),
      step({ step: 'reminded', at: 5 * minute, key: 'tell-0-0-0' }),
      step({ step: 'escalated', at: 10 * minute, key: 'tell-0-0-1', details: { level: 1 } }),
    ],
    deliveries: told.map((id) => delivery(id)),
    untold: [],
  };
}

function aNight(): NightHistory & { cases: [NightCase] } {
  return {
    raised: ['i-1'],
    recorded: ['i-1'],
    cases: [aCase()],
    received: told.map((notificationId) => ({ notificationId, over: 'mqtt', at: 1000 })),
    disturbances: [killed(30 * minute, 33 * minute)],
    judgedUntil: 60 * minute,
    endedAt: 90 * minute,
    waits: [],
  };
}

function killed(shownFrom: number, shownUntil: number): Disturbance {
  return { what: 'kill-dispatch', from: 5000, until: 6000, shownFrom, shownUntil };
}

const faultsAfter = (plant: (night: ReturnType<typeof aNight>) => void) => {
  const night = aNight();
  plant(night);
  return judgeNight(night, rule).faults;
};

describe('the judge', () => {
  it('finds no fault in an empty or a good night', () => {
    const nothing = { ...aNight(), raised: [], recorded: [], cases: [], received: [] };
    expect(judgeNight(nothing, rule).faults).toEqual([]);
    const reached = 1;
    const others = { repeats: 0, atTheTop: 0, overtaken: 0 };
    const timers = { heldUp: 0, latestMs: 0, latestOwnMs: 0 };
    expect(judgeNight(aNight(), rule)).toEqual({ faults: [], reached, ...others, ...timers });
  });

  it.each<[string, NightFaultName, (night: ReturnType<typeof aNight>) => void]>([
    ['an alert that was not recorded', 'alert-lost', ({ recorded }) => recorded.pop()],
    ['an alert that was recorded twice', 'alert-doubled', ({ recorded }) => recorded.push('i-1')],
    ['a notification that nobody got', 'notification-lost', ({ received }) => received.pop()],
    [
      'a notification that still waits',
      'notification-stuck',
      ({ cases: [one] }) =>
        one.deliveries.push(delivery('i-1-property', { state: 'waiting', recipient: 'Wu' })),
    ],
    [
      'a notification that failed without a word',
      'notification-failed-unsaid',
      ({ cases: [one] }) =>
        one.deliveries.push(delivery('i-1-property', { state: 'failed', recipient: 'Wu' })),
    ],
    [
      'a notification that nobody wrote down',
      'notification-unknown',
      ({ received }) => received.push({ notificationId: 'other', over: 'webhook', at: 1 }),
    ],
    [
      'a notification that came twice on a quiet night',
      'sent-twice',
      ({ received }) => received.push({ notificationId: 'i-1-officer', over: 'mqtt', at: 1500 }),
    ],
    [
      'two notifications of one step to one person',
      'told-twice-of-a-step',
      ({ cases: [one], received }) => {
        one.deliveries.push(delivery('i-1-officer-2'));
        received.push({ notificationId: 'i-1-officer-2', over: 'mqtt', at: 1000 });
      },
    ],
    [
      'a timer that fired twice',
      'timer-twice',
      ({ cases: [one] }) =>
        one.log.push(step({ step: 'reminded', at: 6 * minute, key: 'tell-0-0-0' })),
    ],
    ['a timer that did not fire', 'timer-missed', ({ cases: [one] }) => one.log.pop()],
    [
      'a timer that fired early',
      'timer-early',
      ({ cases: [one] }) => {
        one.log[1] = step({ step: 'reminded', at: 4 * minute, key: 'tell-0-0-0' });
      },
    ],
    [
      'a timer that fired late',
      'timer-late',
      ({ cases: [one] }) => {
        one.log[1] = step({ step: 'reminded', at: 7 * minute + 1, key: 'tell-0-0-0' });
      },
    ],
    [
      'a case of which nobody heard',
      'nobody-reached',
      ({ cases: [one] }) => {
        one.deliveries = one.deliveries.map((each) => ({ ...each, recipient: null }));
      },
    ],
  ])('sees %s', (_, fault, plant) => {
    expect(faultsAfter(plant).map((one) => one.fault)).toEqual([fault]);
  });

  it('requires no message that was stored at the very end', () => {
    const stuck = (at: number, attempts: number) =>
      faultsAfter(({ cases: [one] }) =>
        one.deliveries.push(
          delivery('i-1-property', { state: 'waiting', recipient: 'Wu', at, attempts }),
        ),
      ).length;
    expect(stuck(88 * minute + 1, 0)).toBe(0);
    expect(stuck(88 * minute, 0)).toBe(1);
    expect(stuck(89 * minute, 1)).toBe(1);
  });

  it('excuses a repeat under the same id when dispatch died in between', () => {
    const night = aNight();
    night.received.push({ notificationId: 'i-1-officer', over: 'mqtt', at: 7000 });
    expect(judgeNight(night, rule)).toMatchObject({ faults: [], repeats: 1 });
  });

  it('excuses as many repeats as attempts that timed out, and no more', () => {
    const night = aNight();
    const attempt = { channel: 'hook-1', at: 1, outcome: 'retryable', detail: '' } as const;
    const tries = [{ ...attempt, reason: 'timed-out' as const }];
    night.cases[0].deliveries.push(delivery('i-1-officer-direct', { channel: 'hook-1', tries }));
    const receipt = { notificationId: 'i-1-officer-direct', over: 'webhook' } as const;
    night.received.push({ ...receipt, at: 1000 }, { ...receipt, at: 1500 });
    expect(judgeNight(night, rule)).toMatchObject({ faults: [], repeats: 1 });
    night.received.push({ ...receipt, at: 1600 });
    const [more] = judgeNight(night, rule).faults;
    expect(more).toEqual({ fault: 'sent-twice', about: 'i-1-officer-direct' });
  });

  it('counts a case that reached the top level without a person', () => {
    const night = aNight();
    const [one] = night.cases;
    one.deliveries = one.deliveries.map((each) => ({ ...each, recipient: null }));
    one.log[2] = { ...one.log[2]!, details: { level: 3 } };
    expect(judgeNight(night, rule)).toMatchObject({ faults: [], reached: 0, atTheTop: 1 });
  });

  it('requires no timer after the case was accepted, or after the end of the night', () => {
    const taken = ({ cases: [one] }: ReturnType<typeof aNight>) => {
      one.log.splice(2, 1, step({ step: 'acknowledged', state: 'acknowledged', at: 9 * minute }));
    };
    expect(faultsAfter(taken)).toEqual([]);
    const over = (night: ReturnType<typeof aNight>) => {
      night.cases[0].log.pop();
      night.judgedUntil = 9 * minute;
    };
    expect(faultsAfter(over)).toEqual([]);
  });

  it('counts a timer as overtaken when the case was accepted in time, and as missed otherwise', () => {
    const takenAt = (at: number) => {
      const night = aNight();
      night.cases[0].log.splice(2, 1, step({ step: 'acknowledged', state: 'acknowledged', at }));
      return judgeNight(night, rule);
    };
    expect(takenAt(12 * minute)).toMatchObject({ faults: [], overtaken: 1 });
    const [late] = takenAt(12 * minute + 1).faults;
    expect(late).toEqual({ fault: 'timer-missed', about: 'c tell-0-0-1' });
  });

  it('counts the time of a timer from when dispatch was back', () => {
    const night = aNight();
    night.disturbances = [killed(9 * minute, 14 * minute)];
    night.cases[0].log[2] = { ...night.cases[0].log[2]!, at: 16 * minute };
    expect(judgeNight(night, rule).faults).toEqual([]);
    night.cases[0].log[2].at = 16 * minute + 1;
    expect(judgeNight(night, rule).faults.map(({ fault }) => fault)).toEqual(['timer-late']);
    night.disturbances = [{ ...killed(9 * minute, 60 * minute), what: 'hook-1-dies' }];
    expect(judgeNight(night, rule).faults.map(({ fault }) => fault)).toEqual(['timer-late']);
  });

  it('excuses a timer for as long as the machine had no core for dispatch, and no longer', () => {
    const lateBy = (ms: number, share: number) => {
      const night = aNight();
      night.cases[0].log[1] = { ...night.cases[0].log[1]!, at: 5 * minute + ms };
      night.waits = [{ from: 5 * minute, until: 7 * minute, share }];
      return judgeNight(night, rule);
    };
    expect(lateBy(3 * minute, 0.5)).toMatchObject({ faults: [], heldUp: 1 });
    expect(lateBy(3 * minute, 0.5)).toMatchObject({
      ...{ latestMs: 3 * minute, latestOwnMs: 2 * minute },
    });
    const [late] = lateBy(3 * minute + 1, 0.5).faults;
    expect(late).toEqual({ fault: 'timer-late', about: 'c tell-0-0-0' });
    expect(lateBy(2 * minute, 1)).toMatchObject({ faults: [], heldUp: 0 });
  });

  it('requires a timer although the case was accepted while dispatch waited for a core', () => {
    const takenAt = (at: number) => {
      const night = aNight();
      night.cases[0].log.splice(2, 1, step({ step: 'acknowledged', state: 'acknowledged', at }));
      night.waits = [{ from: 9 * minute, until: 11 * minute, share: 1 }];
      return judgeNight(night, rule);
    };
    expect(takenAt(13 * minute)).toMatchObject({ faults: [], overtaken: 1 });
    expect(takenAt(13 * minute + 1).faults).toEqual([
      { fault: 'timer-missed', about: 'c tell-0-0-1' },
    ]);
  });

  it('gives the delay of the latest timer, except those during a kill', () => {
    const night = aNight();
    night.cases[0].log[1] = { ...night.cases[0].log[1]!, at: 5 * minute + 700 };
    expect(judgeNight(night, rule)).toMatchObject({ faults: [], latestMs: 700 });
    night.disturbances = [killed(4 * minute, 6 * minute)];
    expect(judgeNight(night, rule)).toMatchObject({ faults: [], latestMs: 0 });
  });
});
