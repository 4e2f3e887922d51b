// Places of people in the last minute, on a grid of ten by ten cells with a picture every two seconds.
import { describe, expect, it } from 'vitest';
import { createPlacesOfPeople, type PeopleNow } from './places-of-people.ts';

const grid = { columns: 10, rows: 10 };
const place: [number, number, number][] = [
  [4, 4, 5],
  [5, 4, 5],
];
const over = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const half = { ...over, width: 0.1 };
const beside = { ...over, x: 0.7 };

/** One entry per picture. */
function watched(pictures: readonly Partial<PeopleNow>[], apartMs = 2000) {
  const places = createPlacesOfPeople();
  pictures.forEach((picture, index) => {
    places.observe({ at: 1000 + index * apartMs, grid, boxes: [], regions: [], ...picture });
  });
  return (since: number) => places.coveredUntil({ spans: place, since });
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('a place is covered by people', () => {
  it.each([
    ['when a box is over it in every picture', times(5, { boxes: [over] }), 9000],
    ['when a region of people is over it', times(5, { regions: [place] }), 9000],
    ['when half of it is covered', times(5, { boxes: [half] }), 9000],
    ['until they were last there', [...times(4, { boxes: [over] }), {}], 7000],
    [
      'when they are missed in two pictures of five',
      [{}, ...times(3, { boxes: [over] }), {}],
      7000,
    ],
  ])('%s', (_, pictures, until) => {
    expect(watched(pictures)(1000)).toBe(until);
  });
});

describe('a place is not covered', () => {
  it.each([
    ['by people beside it', times(5, { boxes: [beside] })],
    [
      'by those who pass: in two pictures of five',
      [{}, { boxes: [over] }, {}, { boxes: [over] }, {}],
    ],
    ['when two pictures are all that is known', times(2, { boxes: [over] })],
    ['when nothing is known', []],
  ])('%s', (_, pictures) => {
    expect(watched(pictures)(1000)).toBe(0);
  });

  it('after they left, although they were there before', () => {
    const pictures = [...times(6, { boxes: [over] }), ...times(6, {})];
    expect(watched(pictures)(13_000)).toBe(0);
  });

  it('by people of more than a minute ago', () => {
    const pictures = [...times(5, { boxes: [over] }), ...times(31, {})];
    expect(watched(pictures)(0)).toBe(0);
  });
});

describe('pictures', () => {
  it('are used at equal intervals, at any frame rate', () => {
    const every = times(10, { boxes: [over] });
    expect(watched([...every, ...times(20, {})], 500)(1000)).toBe(0);
    expect(watched([...every, ...times(8, {})], 500)(1000)).toBe(5000);
  });

  it('start again after the clock was set back', () => {
    const places = createPlacesOfPeople();
    const at = (ms: number, boxes: PeopleNow['boxes']) => {
      places.observe({ at: ms, grid, boxes, regions: [] });
    };
    for (const ms of [60_000, 62_000, 64_000]) at(ms, [over]);
    for (const ms of [10_000, 12_000, 14_000]) at(ms, []);
    expect(places.coveredUntil({ spans: place, since: 0 })).toBe(0);
  });

  it('with another grid do not cause an error', () => {
    const finer = { at: 9000, grid: { columns: 4, rows: 4 }, boxes: [over], regions: [] };
    expect(watched([...times(4, { boxes: [over] }), finer])(1000)).toBeGreaterThan(0);
  });
});
