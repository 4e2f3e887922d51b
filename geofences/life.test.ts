// The life of a place, told by what it says and when: seconds after a thing came to the middle of a debris fence.
import { describe, expect, it } from 'vitest';
import type { Box, Fence, Observation } from '../contracts/index.ts';
import { needsAttention, openIncidents } from './index.ts';
import { aFence, dwell } from './testing/fences.ts';
import { anObservation, aRegion, box, middle, monday } from './testing/observations.ts';
import { play, story } from './testing/play.ts';

const at = (seconds: number) => monday + seconds * 1000;

interface Stay {
  from: number;
  until: number;
  box?: Box;
}

/** A frame every two seconds from 0 until `until`, without those that `isLost`. */
function film(
  until: number,
  stays: Stay[],
  isLost: (second: number) => boolean = () => false,
): Observation[] {
  const seconds = Array.from({ length: until / 2 + 1 }, (_, index) => index * 2);
  return seconds
    .filter((second) => !isLost(second))
    .map((second) =>
      anObservation({
        capturedAt: at(second),
        mediaTimeMs: second * 1000,
        regions: stays
          .filter((stay) => stay.from <= second && second < stay.until)
          .map((stay) => aRegion({ box: stay.box ?? middle, since: at(stay.from) })),
      }),
    );
}

function tell(parts: Partial<Fence>, observations: Observation[]): string[] {
  return story(play([aFence(parts)], observations).events, monday);
}

describe('a candidate', () => {
  it('is nothing where nothing is', () => {
    expect(tell({}, film(60, []))).toEqual([]);
  });

  it('opens after its dwell and not before', () => {
    expect(tell({}, film(60, [{ from: 4, until: 100 }]))).toEqual(['opened@14']);
    expect(tell({ dwellMs: dwell(11_000) }, film(60, [{ from: 4, until: 100 }]))).toEqual([
      'opened@16',
    ]);
  });

  it('that goes before its dwell is forgotten', () => {
    const { events, state } = play([aFence()], film(60, [{ from: 4, until: 12 }]));
    expect(events).toEqual([]);
    expect(state.places).toEqual({});
    expect(needsAttention(state)).toBe(false);
  });

  it('seen in one frame only never opens, however long it is said to have been there', () => {
    const old = anObservation({ regions: [aRegion({ since: at(-3600) })] });
    expect(tell({}, [old, ...film(30, []).slice(1)])).toEqual([]);
    expect(tell({}, [old, { ...old, capturedAt: at(2) }])).toEqual(['opened@2']);
  });

  it('hidden for less than twelve seconds keeps its time', () => {
    const hidden = film(60, [{ from: 0, until: 100 }]).map((one) =>
      one.capturedAt >= at(4) && one.capturedAt < at(14) ? { ...one, regions: [] } : one,
    );
    expect(tell({}, hidden)).toEqual(['opened@14']);
  });

  it('draws attention, and so does an open incident', () => {
    expect(needsAttention(play([aFence()], film(6, [{ from: 0, until: 100 }])).state)).toBe(true);
    const { state } = play([aFence()], film(30, [{ from: 0, until: 100 }]));
    expect(needsAttention(state)).toBe(true);
    expect(openIncidents(state)).toBe(1);
  });
});

describe('an open incident', () => {
  const stay = { from: 0, until: 1000 };

  it('raises nothing new, however long it stays', () => {
    expect(tell({}, film(500, [stay]))).toEqual(['opened@10']);
  });

  it('says at intervals that it is still there', () => {
    expect(tell({ stillThereEveryMs: 20_000 }, film(60, [stay]))).toEqual([
      'opened@10',
      'still-there@30',
      'still-there@50',
    ]);
  });

  it('does not say so while the thing is not to be seen', () => {
    const stays = [
      { from: 0, until: 29 },
      { from: 34, until: 100 },
    ];
    expect(tell({ stillThereEveryMs: 20_000 }, film(40, stays))).toEqual([
      'opened@10',
      'still-there@34',
    ]);
  });

  it('clears when the place has been clear for long enough', () => {
    const leaving = [{ from: 0, until: 21 }];
    expect(tell({}, film(60, leaving))).toEqual(['opened@10', 'cleared@26']);
    expect(tell({ clearAfterMs: 20_000 }, film(60, leaving))).toEqual(['opened@10', 'cleared@40']);
  });

  it('does not clear behind a passer-by', () => {
    expect(
      tell(
        {},
        film(60, [
          { from: 0, until: 21 },
          { from: 25, until: 100 },
        ]),
      ),
    ).toEqual(['opened@10']);
  });

  it('does not clear while what is there is taken for a person, and does when it is gone', () => {
    const person = [{ thing: 'person', label: 'person', confidence: 0.6 }] as const;
    const named = film(80, [{ from: 4, until: 60 }]).map((one, index) =>
      index >= 10 && index < 28
        ? { ...one, regions: one.regions.map((region) => ({ ...region, seenAs: [...person] })) }
        : one,
    );
    expect(tell({ clearAfterMs: 10_000 }, named)).toEqual(['opened@14', 'cleared@68']);
    const gone = named.map((one, index) => (index >= 28 ? { ...one, regions: [] } : one));
    expect(tell({ clearAfterMs: 10_000 }, gone)).toEqual(['opened@14', 'cleared@62']);
  });

  it('does not clear at one look after a gap in the stream', () => {
    const isLost = (second: number) => second > 20 && second < 50;
    expect(tell({}, film(52, [{ from: 0, until: 21 }], isLost))).toEqual(['opened@10']);
    expect(tell({}, film(60, [{ from: 0, until: 21 }], isLost))).toEqual([
      'opened@10',
      'cleared@54',
    ]);
  });

  it('keeps its identity and its time when the region is found anew', () => {
    const { events } = play(
      [aFence({ stillThereEveryMs: 30_000 })],
      film(60, [
        { from: 0, until: 21 },
        { from: 22, until: 100, box: box(0.425, 0.4, 0.2, 0.3) },
      ]),
    );
    expect(story(events, monday)).toEqual(['opened@10', 'still-there@40']);
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(events[1]?.presentSince).toBe(monday);
    expect(events[1]?.trace.dwellMs).toBe(40_000);
  });

  it('grows with the heap, and does not shrink when a part is hidden', () => {
    const small = box(0.4, 0.4, 0.1, 0.3);
    const regionAfter = (later: Box) =>
      play(
        [aFence()],
        film(30, [
          { from: 0, until: 21 },
          { from: 22, until: 100, box: later },
        ]),
      ).state.places['corner']?.[0]?.region;
    expect(regionAfter(small)).toEqual(middle);
    expect(regionAfter(box(0.4, 0.4, 0.4, 0.3))).toEqual(box(0.4, 0.4, 0.4, 0.3));
  });
});

describe('a cleared incident', () => {
  const twice = (back: number) => [
    { from: 0, until: 21 },
    { from: back, until: 300 },
  ];

  it('opens again under its name when the thing comes back soon', () => {
    const { events, state } = play([aFence()], film(100, twice(60)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@66']);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(events[2]?.openedAt).toBe(at(10));
    expect(openIncidents(state)).toBe(1);
  });

  it('that opens again counts its stay from when the thing came back: what it was away is no part of it', () => {
    const { events } = play(
      [aFence({ stillThereEveryMs: 20_000 })],
      film(120, [
        { from: 0, until: 21 },
        { from: 60, until: 90 },
      ]),
    );
    expect(story(events, monday)).toEqual([
      ...['opened@10', 'cleared@26', 'opened@66', 'still-there@86', 'cleared@94'],
    ]);
    const stays = events.map(({ presentSince, trace }) => [
      (presentSince - monday) / 1000,
      trace.dwellMs / 1000,
    ]);
    expect(stays).toEqual([
      [0, 10],
      [0, 20],
      [60, 6],
      [60, 26],
      [60, 28],
    ]);
    expect(events[2]?.reason).toContain('for 6 s');
  });

  it('that was only hidden counts from when it was cleared, though the thing says it was there all along', () => {
    const hidden = film(100, [{ from: 0, until: 300 }]).map((one) =>
      one.capturedAt >= at(20) && one.capturedAt < at(60) ? { ...one, regions: [] } : one,
    );
    const { events } = play([aFence()], hidden);
    const [, cleared, back] = events;
    expect(back?.presentSince).toBe(cleared?.capturedAt);
  });

  it('also when it comes back in the last moment', () => {
    const { events } = play([aFence()], film(120, twice(86)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@92']);
    expect(events[2]?.incidentId).toBe(events[0]?.incidentId);
  });

  it('is over after that: what comes then is a new incident with a dwell of its own', () => {
    const { events } = play([aFence()], film(120, twice(88)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@98']);
    expect(events[2]?.incidentId).not.toBe(events[0]?.incidentId);
    expect(events[2]?.sequence).toBe(1);
  });

  it('does not open again for what is gone in five seconds', () => {
    const stays = [
      { from: 0, until: 21 },
      { from: 40, until: 45 },
    ];
    expect(tell({}, film(120, stays))).toEqual(['opened@10', 'cleared@26']);
  });

  it('draws no attention and is forgotten in the end', () => {
    const soon = play([aFence()], film(40, [{ from: 0, until: 21 }]));
    expect(needsAttention(soon.state)).toBe(false);
    expect(openIncidents(soon.state)).toBe(0);
    expect(soon.state.places['corner']).toHaveLength(1);
    expect(play([aFence()], film(120, [{ from: 0, until: 21 }])).state.places).toEqual({});
  });
});

describe('places beside each other', () => {
  it('are incidents of their own, each with its name', () => {
    const other = { from: 4, until: 100, box: box(0.1, 0.1, 0.1, 0.2) };
    const { events } = play([aFence()], film(40, [{ from: 0, until: 21 }, other]));
    expect(story(events, monday)).toEqual(['opened@10', 'opened@14', 'cleared@26']);
    expect(events[0]?.incidentId).not.toBe(events[1]?.incidentId);
    expect(events[2]?.incidentId).toBe(events[0]?.incidentId);
  });

  it('that open in the same frame have different names', () => {
    const other = { from: 0, until: 100, box: box(0.1, 0.1, 0.1, 0.2) };
    const { events } = play([aFence()], film(20, [{ from: 0, until: 100 }, other]));
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(2);
  });

  it('that lie over one another are one', () => {
    const part = { from: 2, until: 100, box: box(0.4, 0.4, 0.1, 0.3) };
    expect(tell({}, film(60, [{ from: 0, until: 100 }, part]))).toEqual(['opened@10']);
  });

  it('that grow together after one has opened raise no second incident', () => {
    const grown = { from: 16, until: 100, box: box(0.2, 0.4, 0.4, 0.3) };
    const late = { from: 12, until: 100, box: box(0.2, 0.4, 0.15, 0.3) };
    expect(tell({}, film(60, [{ from: 0, until: 16 }, grown, late]))).toEqual(['opened@10']);
  });
});
