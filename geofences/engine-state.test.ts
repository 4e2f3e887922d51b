// The engine's state on disk, and when it needs attention.
import { describe, expect, it } from 'vitest';
import {
  emptyEngineState,
  engineStateSchema,
  needsAttention,
  openIncidents,
} from './engine-state.ts';
import { createPlace, type Place } from './places/place.ts';
import { aClaim } from './testing/claims.ts';
import { monday } from './testing/observations.ts';

const candidate = createPlace(aClaim(), monday);
const incident = { id: 'x', openedAt: monday, sequence: 1, lastSaidAt: monday, clearedAt: null };
const open: Place = { ...candidate, incident };
const cleared: Place = { ...candidate, incident: { ...incident, clearedAt: monday } };
const stateOf = (...places: Place[]) => ({ ...emptyEngineState, places: { exit: places } });

describe('what needs attention', () => {
  it.each([
    ['nothing', emptyEngineState, false, 0],
    ['a fence without places', stateOf(), false, 0],
    ['a candidate', stateOf(candidate), true, 0],
    ['an open incident', stateOf(open), true, 1],
    ['a cleared one', stateOf(cleared), false, 0],
    ['all of them', stateOf(candidate, open, cleared, open), true, 2],
  ])('%s', (_, state, attention, count) => {
    expect(needsAttention(state)).toBe(attention);
    expect(openIncidents(state)).toBe(count);
  });
});

describe('engineStateSchema', () => {
  it('is unchanged by JSON', () => {
    const state = {
      ...stateOf(open),
      fences: { exit: { kind: 'debris-pile' as const, version: 3 } },
    };
    expect(engineStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('accepts the state of older workers', () => {
    expect(engineStateSchema.parse({ version: 1, places: { exit: [] } })).toEqual(stateOf());
  });

  it.each([
    ['nothing', undefined],
    ['an empty map', {}],
    ['another version', { version: 2, places: {} }],
    ['what can be no kind', { version: 1, places: {}, fences: { exit: { kind: '', version: 1 } } }],
  ])('refuses %s', (_, value) => {
    expect(engineStateSchema.safeParse(value).success).toBe(false);
  });
});
