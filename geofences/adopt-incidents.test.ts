// Incidents that another edge reported: they continue and clear like the engine's own.
import { describe, expect, it } from 'vitest';
import type { IncidentEvent } from '../contracts/index.ts';
import { adoptIncidents, emptyEngineState, engineStateSchema } from './index.ts';
import { aFence } from './testing/fences.ts';
import { anObservation, aRegion, monday } from './testing/observations.ts';
import { play, story } from './testing/play.ts';

const fence = aFence({ version: 4 });
const at = (seconds: number) => monday + seconds * 1000;
const film = (from: number, to: number, isThere: boolean) =>
  Array.from({ length: (to - from) / 2 + 1 }, (_, index) =>
    anObservation({
      capturedAt: at(from + index * 2),
      regions: isThere ? [aRegion({ since: at(0) })] : [],
    }),
  );

/** The former holder's event about a heap, after 10 s. */
const former = play([fence], film(0, 20, true)).events[0]!;
const empty = emptyEngineState;
const adoptAt = (seconds: number, event: IncidentEvent = former, state = empty) =>
  adoptIncidents(state, [event], at(seconds));

describe('an incident of another edge', () => {
  it('is plain state, and counts as open', () => {
    const { state, adopted, known } = adoptAt(22);
    expect(engineStateSchema.parse(state)).toEqual(state);
    expect({ adopted, known }).toEqual({ adopted: [former.incidentId], known: [] });
    expect(empty.places).toEqual({});
  });

  it('clears once, with the next sequence, when its place was clear for long enough', () => {
    const { events } = play([fence], film(24, 90, false), { state: adoptAt(22).state });
    expect(events).toMatchObject([
      { event: 'cleared', incidentId: former.incidentId, sequence: former.sequence + 1 },
    ]);
    expect(events[0]!.capturedAt - at(22)).toBeGreaterThanOrEqual(fence.clearAfterMs / 2);
  });

  it('is not cleared by the first look', () => {
    const late = play([fence], film(3600, 3600, false), { state: adoptAt(22).state });
    expect(late.events).toEqual([]);
  });

  it('continues under its id while the object is there', () => {
    const { events } = play([fence], film(24, 24 + 2 * 3600, true), { state: adoptAt(22).state });
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['still-there']));
    expect(new Set(events.map(({ incidentId }) => incidentId))).toEqual(
      new Set([former.incidentId]),
    );
  });

  it('replaces a candidate at its place, so that the object is not raised again', () => {
    const candidate = play([fence], film(0, 6, true));
    expect(candidate.events).toEqual([]);
    const { state } = adoptAt(6, former, candidate.state);
    const { events } = play([fence], film(8, 60, true), { state });
    expect(events.filter(({ event }) => event === 'opened')).toEqual([]);
  });

  it('that the state already has changes nothing', () => {
    const own = play([fence], film(0, 20, true));
    const again = adoptAt(22, former, own.state);
    expect(again).toEqual({ state: own.state, adopted: [], known: [] });
  });

  it('is not adopted when its object already has an incident here', () => {
    const own = play([fence], film(0, 20, true));
    const other = { ...former, incidentId: 'gate-corner-other' };
    const again = adoptAt(22, other, own.state);
    expect(again).toEqual({ state: own.state, adopted: [], known: ['gate-corner-other'] });
  });

  it('next to another object is a separate incident', () => {
    const own = play([fence], film(0, 20, true));
    const region = { x: 0.05, y: 0.05, width: 0.02, height: 0.02 };
    const other = { ...former, incidentId: 'gate-corner-other', region };
    expect(adoptAt(22, other, own.state).adopted).toEqual(['gate-corner-other']);
  });

  it('of a fence that was removed is cleared with that reason', () => {
    const { events } = play([], film(24, 24, false), { state: adoptAt(22).state });
    expect(story(events, monday)).toEqual(['cleared@24']);
    expect(events[0]).toMatchObject({ kind: 'debris-pile', reason: 'the fence was removed' });
  });

  it('from a clock that is ahead gets no time later than the present frame', () => {
    const ahead = { ...former, presentSince: at(3600), openedAt: at(3610) };
    const [place] = adoptAt(22, ahead).state.places['corner']!;
    expect(place).toMatchObject({ since: at(22), firstClaimedAt: at(22) });
    expect(place!.incident).toMatchObject({ openedAt: at(22), lastSaidAt: at(22) });
  });
});
