// The whole engine: hours, blind views, permits, restarts, incident ids, and the content of events.
import { describe, expect, it } from 'vitest';
import {
  incidentEventSchema,
  viewStates,
  type Fence,
  type Observation,
} from '../contracts/index.ts';
import { createFenceEngine, emptyEngineState, needsAttention, openIncidents } from './index.ts';
import { aFence, dwell } from './testing/fences.ts';
import { anObservation, aRegion, aTrack, box, middle, monday } from './testing/observations.ts';
import { play, story } from './testing/play.ts';

const at = (seconds: number) => monday + seconds * 1000;

/** A frame every two seconds, with the heap in the middle while `isThere`. */
function film(until: number, isThere: (second: number) => boolean, since = 0): Observation[] {
  return Array.from({ length: until / 2 + 1 }, (_, index) => index * 2).map((second) =>
    anObservation({
      capturedAt: at(second),
      regions: isThere(second) ? [aRegion({ since: at(since) })] : [],
    }),
  );
}

const always = () => true;
const tell = (fence: Fence, observations: Observation[]) =>
  story(play([fence], observations).events, monday);

function blind(observations: Observation[], from: number, to: number): Observation[] {
  return observations.map((one) =>
    one.capturedAt >= at(from) && one.capturedAt < at(to)
      ? { ...one, view: { ...one.view, state: 'covered' as const } }
      : one,
  );
}

describe('an engine', () => {
  it('without fences has no events and no state', () => {
    expect(play([], film(20, always))).toEqual({ events: [], drops: [], state: emptyEngineState });
  });

  it('needs no attention before anything was seen', () => {
    expect(needsAttention(emptyEngineState)).toBe(false);
    expect(openIncidents(emptyEngineState)).toBe(0);
  });

  it('does not change the given state', () => {
    const { state } = play([aFence()], film(8, always));
    const before = JSON.stringify(state);
    createFenceEngine([aFence()], 'UTC').advance(state, film(20, always)[10] ?? anObservation());
    expect(JSON.stringify(state)).toBe(before);
  });

  it('fills in everything that the contract of an event requires', () => {
    const [event] = play([aFence({ version: 3 })], film(12, always)).events;
    expect(incidentEventSchema.parse(event)).toEqual({
      event: 'opened',
      incidentId: `gate-corner-${at(10).toString(36)}-${(5055).toString(36)}`,
      sequence: 1,
      kind: 'debris-pile',
      cameraId: 'gate',
      fenceId: 'corner',
      fenceVersion: 3,
      capturedAt: at(10),
      mediaTimeMs: null,
      presentSince: at(0),
      openedAt: at(10),
      region: middle,
      confidence: 0.75,
      reason: 'heap there for 10 s',
      trace: {
        rule: 'debris-pile',
        dwellMs: 10_000,
        evidence: [
          { name: 'fenceShare', value: 0.06 },
          { name: 'pictureShare', value: 0.06 },
          { name: 'contrast', value: 0.5 },
        ],
      },
    });
  });

  it('gives the same ids to the same incidents every time', () => {
    const observations = film(40, (second) => second < 20);
    expect(play([aFence()], observations)).toEqual(play([aFence()], observations));
  });

  it('applies to each fence the rule of its kind', () => {
    const fences = [
      aFence({ id: 'heap' }),
      aFence({ id: 'exit', kind: 'blocked-fire-exit' }),
      aFence({ id: 'stall', kind: 'street-vending' }),
    ];
    const { events } = play(fences, film(30, always));
    expect(events.map(({ fenceId, reason }) => [fenceId, reason])).toEqual([
      ['heap', 'heap there for 10 s'],
      ['exit', 'goods covers 6% of the fence for 10 s'],
    ]);
  });

  it('raises a stall that a person stays with, and gives the reason', () => {
    const keeper = {
      thing: 'person',
      box: box(0.42, 0.5, 0.05, 0.2),
      stationarySince: at(0),
    } as const;
    const observations = film(12, always).map((one) => ({
      ...one,
      tracks: [aTrack({ ...keeper, lastSeenAt: one.capturedAt })],
    }));
    const { events } = play([aFence({ kind: 'street-vending' })], observations);
    expect(events.map(({ reason }) => reason)).toEqual(['stall there for 10 s (set-up, keeper)']);
  });

  it('reports how long the place has been clear', () => {
    const { events } = play(
      [aFence()],
      film(40, (second) => second < 20),
    );
    expect(events.at(-1)?.reason).toBe('the place has been clear for 6 s');
  });

  it('lists objects that do not count, with fence and reason', () => {
    const fences = [aFence({ minArea: 0.5 }), aFence({ id: 'other', dwellMs: dwell(1e6) })];
    expect(play(fences, film(0, always)).drops).toEqual([
      { fenceId: 'corner', drop: { reason: 'too-small', region: middle } },
    ]);
  });
});

describe('a view that cannot be trusted', () => {
  it.each(viewStates.filter((state) => state !== 'ok'))(
    'opens nothing while it is %s, and lists the objects with that reason',
    (state) => {
      const observations = film(20, always).map((one) => ({
        ...one,
        view: { ...one.view, state },
      }));
      const { events, drops } = play([aFence()], observations);
      expect(events).toEqual([]);
      expect(drops).toHaveLength(11);
      expect(drops[0]).toEqual({
        fenceId: 'corner',
        drop: { reason: 'view-not-ok', region: middle },
      });
    },
  );

  it('clears no incident: it continues afterwards', () => {
    const hidden = blind(
      film(100, (second) => second < 20 || second >= 60),
      20,
      60,
    );
    expect(tell(aFence(), hidden)).toEqual(['opened@10']);
  });

  it('clears objects that left meanwhile only after several frames', () => {
    expect(
      tell(
        aFence(),
        blind(
          film(100, (second) => second < 20),
          20,
          60,
        ),
      ),
    ).toEqual(['opened@10', 'cleared@64']);
  });

  it('gives no still-there events', () => {
    const fence = aFence({ stillThereEveryMs: 20_000 });
    expect(tell(fence, blind(film(70, always), 20, 60))).toEqual(['opened@10', 'still-there@60']);
  });
});

describe('a fence with hours', () => {
  const until = (to: string) => aFence({ schedule: [{ days: ['mon'], from: '11:00', to }] });
  const from = (start: string) =>
    aFence({ schedule: [{ days: ['mon'], from: start, to: '13:00' }] });

  it('gives no event before they begin, then raises objects that have stayed', () => {
    const { events, drops } = play([from('12:01')], film(80, always));
    expect(story(events, monday)).toEqual(['opened@62']);
    expect(drops[0]?.drop.reason).toBe('outside-hours');
    expect(drops).toHaveLength(30);
  });

  it('gives no event after they end, even for objects that leave', () => {
    expect(
      tell(
        until('12:01'),
        film(120, (second) => second < 70),
      ),
    ).toEqual(['opened@10']);
  });

  it('clears, in the next hours, objects that left in between', () => {
    const fence = aFence({
      schedule: [
        { days: ['mon'], from: '11:00', to: '12:01' },
        { days: ['mon'], from: '12:02', to: '13:00' },
      ],
    });
    expect(
      tell(
        fence,
        film(140, (second) => second < 70),
      ),
    ).toEqual(['opened@10', 'cleared@124']);
  });

  it('reads them in the time zone of the site', () => {
    const fence = aFence({ schedule: [{ days: ['mon'], from: '20:00', to: '21:00' }] });
    expect(play([fence], film(20, always), { timezone: 'Asia/Shanghai' }).events).toHaveLength(1);
    expect(play([fence], film(20, always), { timezone: 'Europe/Berlin' }).events).toEqual([]);
  });
});

describe('a permit', () => {
  it('prevents an incident at a licensed place, with the reason', () => {
    const { events, drops } = play([aFence({ permits: [{ holder: 'Li Na' }] })], film(20, always));
    expect(events).toEqual([]);
    expect(drops[0]?.drop.reason).toBe('permitted');
  });
});

describe('a restart', () => {
  it('between any two frames changes nothing', () => {
    const observations = film(120, (second) => second < 30 || second > 60);
    const whole = play([aFence()], observations);
    expect(story(whole.events, monday)).toEqual(['opened@10', 'cleared@34', 'opened@62']);
    for (let moment = 0; moment < observations.length; moment++)
      expect(
        play([aFence()], observations, { isRestartBefore: (index) => index === moment }),
      ).toEqual(whole);
  });

  it('with a new version of the fence keeps its open incident', () => {
    const before = play([aFence()], film(20, always));
    const later = film(60, (second) => second < 30).slice(11);
    const { events } = play([aFence({ version: 2 })], later, { state: before.state });
    expect(events).toMatchObject([
      { event: 'cleared', fenceVersion: 2, incidentId: before.events[0]?.incidentId, sequence: 2 },
    ]);
  });
});
