// The life cycle of a place as a sequence of events, in seconds after an object appeared in the middle of a debris fence.
import { describe, expect, it } from 'vitest';
import type { Box, Fence, Observation } from '../../contracts/index.ts';
import { needsAttention, openIncidents } from '../index.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { anObservation, aRegion, box, middle, monday } from '../testing/observations.ts';
import { play, story } from '../testing/play.ts';

const at = (seconds: number) => monday + seconds * 1000;

interface Stay {
  from: number;
  until: number;
  box?: Box;
}

/** A frame every two seconds from 0 until `until`, without those that are lost. */
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
  it('does not exist without an object', () => {
    expect(tell({}, film(60, []))).toEqual([]);
  });

  it('opens after its dwell and not before', () => {
    expect(tell({}, film(60, [{ from: 4, until: 100 }]))).toEqual(['opened@14']);
    expect(tell({ dwellMs: dwell(11_000) }, film(60, [{ from: 4, until: 100 }]))).toEqual([
      'opened@16',
    ]);
  });

  it('is forgotten if it leaves before its dwell has passed', () => {
    const { events, state } = play([aFence()], film(60, [{ from: 4, until: 12 }]));
    expect(events).toEqual([]);
    expect(state.places).toEqual({});
    expect(needsAttention(state)).toBe(false);
  });

  it('seen in only one frame never opens, even if its start is long ago', () => {
    const old = anObservation({ regions: [aRegion({ since: at(-3600) })] });
    expect(tell({}, [old, ...film(30, []).slice(1)])).toEqual([]);
    expect(tell({}, [old, { ...old, capturedAt: at(2) }])).toEqual(['opened@2']);
  });

  it('occluded for less than twelve seconds keeps its time', () => {
    const hidden = film(60, [{ from: 0, until: 100 }]).map((one) =>
      one.capturedAt >= at(4) && one.capturedAt < at(14) ? { ...one, regions: [] } : one,
    );
    expect(tell({}, hidden)).toEqual(['opened@14']);
  });

  it('needs attention, and so does an open incident', () => {
    expect(needsAttention(play([aFence()], film(6, [{ from: 0, until: 100 }])).state)).toBe(true);
    const { state } = play([aFence()], film(30, [{ from: 0, until: 100 }]));
    expect(needsAttention(state)).toBe(true);
    expect(openIncidents(state)).toBe(1);
  });
});

describe('an open incident', () => {
  const stay = { from: 0, until: 1000 };

  it('raises no second incident while it stays', () => {
    expect(tell({}, film(500, [stay]))).toEqual(['opened@10']);
  });

  it('reports at intervals that it is still there', () => {
    expect(tell({ stillThereEveryMs: 20_000 }, film(60, [stay]))).toEqual([
      'opened@10',
      'still-there@30',
      'still-there@50',
    ]);
  });

  it('gives no still-there event while the object is not visible', () => {
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

  it('does not clear because of a passer-by', () => {
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

  it('does not clear while its object is classified as a person, but when it is gone', () => {
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

  it('does not clear after a single look that follows a gap in the stream', () => {
    const isLost = (second: number) => second > 20 && second < 50;
    expect(tell({}, film(52, [{ from: 0, until: 21 }], isLost))).toEqual(['opened@10']);
    expect(tell({}, film(60, [{ from: 0, until: 21 }], isLost))).toEqual([
      'opened@10',
      'cleared@54',
    ]);
  });

  it('keeps its id and its time when the region is detected again', () => {
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

  it('grows with the heap, and does not shrink under partial occlusion', () => {
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

  it('opens again under its id when the object returns soon', () => {
    const { events, state } = play([aFence()], film(100, twice(60)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@66']);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(events[2]?.openedAt).toBe(at(10));
    expect(openIncidents(state)).toBe(1);
  });

  it('that opens again counts its stay from the return, without the absence', () => {
    const { events } = play(
      [aFence({ stillThereEveryMs: 20_000 })],
      film(120, [
        { from: 0, until: 21 },
        { from: 60, until: 90 },
      ]),
    );
    expect(story(events, monday)).toEqual([
      'opened@10',
      'cleared@26',
      'opened@66',
      'still-there@86',
      'cleared@94',
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

  it('whose object was only occluded counts its stay from the clearing', () => {
    const hidden = film(100, [{ from: 0, until: 300 }]).map((one) =>
      one.capturedAt >= at(20) && one.capturedAt < at(60) ? { ...one, regions: [] } : one,
    );
    const { events } = play([aFence()], hidden);
    const [, cleared, back] = events;
    expect(back?.presentSince).toBe(cleared?.capturedAt);
  });

  it('opens again at the last possible moment', () => {
    const { events } = play([aFence()], film(120, twice(86)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@92']);
    expect(events[2]?.incidentId).toBe(events[0]?.incidentId);
  });

  it('is over after that: a later object is a new incident with its own dwell', () => {
    const { events } = play([aFence()], film(120, twice(88)));
    expect(story(events, monday)).toEqual(['opened@10', 'cleared@26', 'opened@98']);
    expect(events[2]?.incidentId).not.toBe(events[0]?.incidentId);
    expect(events[2]?.sequence).toBe(1);
  });

  it('does not open again for an object that leaves within five seconds', () => {
    const stays = [
      { from: 0, until: 21 },
      { from: 40, until: 45 },
    ];
    expect(tell({}, film(120, stays))).toEqual(['opened@10', 'cleared@26']);
  });

  it('needs no attention and is forgotten in the end', () => {
    const soon = play([aFence()], film(40, [{ from: 0, until: 21 }]));
    expect(needsAttention(soon.state)).toBe(false);
    expect(openIncidents(soon.state)).toBe(0);
    expect(soon.state.places['corner']).toHaveLength(1);
    expect(play([aFence()], film(120, [{ from: 0, until: 21 }])).state.places).toEqual({});
  });
});

describe('places next to each other', () => {
  it('are separate incidents, each with its id', () => {
    const other = { from: 4, until: 100, box: box(0.1, 0.1, 0.1, 0.2) };
    const { events } = play([aFence()], film(40, [{ from: 0, until: 21 }, other]));
    expect(story(events, monday)).toEqual(['opened@10', 'opened@14', 'cleared@26']);
    expect(events[0]?.incidentId).not.toBe(events[1]?.incidentId);
    expect(events[2]?.incidentId).toBe(events[0]?.incidentId);
  });

  it('that open in the same frame have different ids', () => {
    const other = { from: 0, until: 100, box: box(0.1, 0.1, 0.1, 0.2) };
    const { events } = play([aFence()], film(20, [{ from: 0, until: 100 }, other]));
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(2);
  });

  it('that overlap are one', () => {
    const part = { from: 2, until: 100, box: box(0.4, 0.4, 0.1, 0.3) };
    expect(tell({}, film(60, [{ from: 0, until: 100 }, part]))).toEqual(['opened@10']);
  });

  it('that merge after one has opened raise no second incident', () => {
    const grown = { from: 16, until: 100, box: box(0.2, 0.4, 0.4, 0.3) };
    const late = { from: 12, until: 100, box: box(0.2, 0.4, 0.15, 0.3) };
    expect(tell({}, film(60, [{ from: 0, until: 16 }, grown, late]))).toEqual(['opened@10']);
  });
});
