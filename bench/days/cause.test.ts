import { describe, expect, it } from 'vitest';
import type { Cause } from '../../simulator/days/cast/actor.ts';
import { causeOf, type LookNote } from './cause.ts';

const region = { x: 0.4, y: 0.4, width: 0.1, height: 0.1 };
const away = { x: 0.8, y: 0.8, width: 0.1, height: 0.1 };
const dry = { sun: 0, rain: 0, snow: 0, fog: 0, wet: 0, snowLies: 0, wind: 0 };
const opening = { region, presentSinceMs: 40_000, openedMs: 100_000, shadeMoved: 0 };

const thing = (cause: Cause, box = region, actor: string = cause) => ({
  actor,
  box,
  named: null,
  cause,
  hard: 0,
});

function notes(of: (atMs: number) => Partial<LookNote>): LookNote[] {
  return Array.from({ length: 70 }, (_, look) => ({
    atMs: look * 2000,
    seen: [],
    light: 'day' as const,
    weather: dry,
    sun: 0,
    hasBeams: false,
    shadows: [],
    hasLampOut: false,
    gain: 1,
    shake: 0,
    coarse: 0,
    ...of(look * 2000),
  }));
}

describe('the cause of an opening', () => {
  it('is unknown without a look', () => {
    expect(causeOf(opening, [])).toBe('none-known');
  });

  it('is the person who stood in the region while it came to rest', () => {
    expect(
      causeOf(
        opening,
        notes(() => ({ seen: [thing('queue')] })),
      ),
    ).toBe('queue');
  });

  it('is the one that covers it most, for the longest', () => {
    const both = notes((atMs) => ({
      seen: [thing('car-waits'), ...(atMs < 40_000 ? [thing('dog')] : [])],
    }));
    expect(causeOf(opening, both)).toBe('car-waits');
  });

  it('is not an object elsewhere, or at another time', () => {
    expect(
      causeOf(
        opening,
        notes(() => ({ seen: [thing('queue', away)] })),
      ),
    ).toBe('none-known');
    const before = notes((atMs) => ({
      seen: atMs < 20_000 && atMs > 4000 ? [thing('queue')] : [],
    }));
    expect(causeOf(opening, before)).toBe('none-known');
  });

  it('is an object of the first look that has left', () => {
    const left = notes((atMs) => ({
      seen: atMs < 24_000 ? [thing('car-waits', region, 'a')] : [],
    }));
    expect(causeOf(opening, left)).toBe('thing-leaves');
  });

  it('is the head lamps of a car beside it, or the car if it covers it', () => {
    const beside = { x: 0.32, y: 0.4, width: 0.1, height: 0.1 };
    const lit = notes(() => ({ seen: [thing('car-waits', beside)], hasBeams: true }));
    expect(causeOf(opening, lit)).toBe('head-lamp');
    const unlit = notes(() => ({ seen: [thing('car-waits', beside)] }));
    expect(causeOf(opening, unlit)).toBe('car-waits');
    const onIt = notes(() => ({ seen: [thing('car-waits')], hasBeams: true }));
    expect(causeOf(opening, onIt)).toBe('car-waits');
  });

  it('is a tree only if nothing else was there', () => {
    expect(
      causeOf(
        opening,
        notes(() => ({ seen: [thing('tree')] })),
      ),
    ).toBe('tree');
    expect(
      causeOf(
        opening,
        notes(() => ({ seen: [thing('tree'), thing('spider')] })),
      ),
    ).toBe('spider');
  });

  it('is a shadow, if the object that casts it is elsewhere', () => {
    const shadow = notes(() => ({
      seen: [thing('person-stands', away)],
      shadows: [thing('shadow-of-person')],
    }));
    expect(causeOf(opening, shadow)).toBe('shadow-of-person');
    const both = notes(() => ({
      seen: [thing('person-stands')],
      shadows: [thing('shadow-of-person')],
    }));
    expect(causeOf(opening, both)).toBe('person-stands');
    const tree = notes(() => ({ shadows: [thing('shadow-of-tree')] }));
    expect(causeOf(opening, tree)).toBe('shadow-of-tree');
  });

  it('is the moving shade of a house, in sunshine only', () => {
    const moved = { ...opening, shadeMoved: 0.4 };
    expect(
      causeOf(
        moved,
        notes(() => ({ sun: 0.8 })),
      ),
    ).toBe('shadow-of-house');
    expect(
      causeOf(
        moved,
        notes(() => ({ sun: 0.05 })),
      ),
    ).toBe('none-known');
  });

  it.each<[Cause, (atMs: number) => Partial<LookNote>]>([
    ['infra-red-switch', (atMs) => ({ light: atMs > 60_000 ? 'infra-red' : 'dusk' })],
    ['lamps-switch', (atMs) => ({ light: atMs > 60_000 ? 'lamps' : 'dusk' })],
    ['head-lamp', () => ({ hasBeams: true })],
    ['cloud', (atMs) => ({ sun: atMs > 60_000 ? 0.8 : 0.1 })],
    ['rain', () => ({ weather: { ...dry, rain: 0.4 } })],
    ['snow', () => ({ weather: { ...dry, snow: 0.4 } })],
    ['wet-ground', () => ({ weather: { ...dry, wet: 0.4 } })],
    ['fog', () => ({ weather: { ...dry, fog: 0.4 } })],
    ['snow', () => ({ weather: { ...dry, snowLies: 0.5 } })],
    ['lamp-fails', (atMs) => ({ hasLampOut: atMs > 60_000 })],
    ['exposure', (atMs) => ({ gain: atMs > 60_000 ? 1.5 : 1 })],
    ['shake', () => ({ shake: 1.2 })],
    ['encoder', () => ({ coarse: 0.6 })],
    ['none-known', () => ({ sun: 0.8 })],
  ])('is %s where only light and weather changed', (cause, of) => {
    expect(causeOf(opening, notes(of))).toBe(cause);
  });
});
