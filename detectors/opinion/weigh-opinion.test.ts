// The result of several looks: people and vehicles by the mean of all looks, objects that were there before, and ghosts.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import { namesAt, weighOpinion, type SlowLook } from './weigh-opinion.ts';

const place: Box = { x: 0.4, y: 0.4, width: 0.1, height: 0.2 };
const look = (parts: Partial<SlowLook> = {}): SlowLook => ({
  at: 0,
  people: 0,
  vehicles: 0,
  names: [],
  ...parts,
});
const found = (parts: Partial<Detection> = {}): Detection => ({
  thing: 'goods',
  label: 'chair',
  confidence: 0.6,
  box: place,
  ...parts,
});
const person = (box: Box = place, confidence = 0.6) =>
  found({ thing: 'person', label: 'person', box, confidence });

describe('an opinion', () => {
  it('has no words for a heap', () => {
    expect(weighOpinion(place, [look(), look(), look()], [[], [], []])).toEqual([]);
  });

  it('has no words without looks', () => {
    const ground = [[person()], [person()], [person()]];
    expect(weighOpinion(place, [], ground)).toEqual([]);
  });

  it.each([
    ['people in every look', [1, 1, 1], ['person']],
    ['people who cover a part of it', [0.3, 0.4, 0.3], ['person']],
    ['one crop of three that takes a bag for a person', [0, 0.8, 0], []],
    ['people in half of the looks', [0.9, 0, 0.8, 0], ['person']],
  ])('of %s', (_, covers, says) => {
    const looks = covers.map((people) => look({ people }));
    expect(weighOpinion(place, looks, [])).toEqual(says);
  });

  it.each([
    [[1, 1, 1], ['vehicle']],
    [[0.6, 0.6, 0], []],
  ])('of vehicles that cover it by %j', (covers, says) => {
    const looks = covers.map((vehicles) => look({ vehicles }));
    expect(weighOpinion(place, looks, [])).toEqual(says);
  });

  describe('on an object that was there before', () => {
    const now = [look(), look({ names: ['chair'] })];

    it('is known if the label and the place are the same', () => {
      expect(weighOpinion(place, now, [[], [found()], []])).toEqual(['known']);
    });

    it.each([
      ['another name', [found({ label: 'bench' })]],
      ['a guess', [found({ confidence: 0.2 })]],
      ['another place', [found({ box: { ...place, x: 0.6 } })]],
      ['a bench under a bag', [found({ box: { x: 0.2, y: 0.3, width: 0.5, height: 0.4 } })]],
    ])('does not know %s', (_, ground) => {
      expect(weighOpinion(place, now, [ground, ground, ground])).toEqual([]);
    });

    it('has no word for ground that was never seen', () => {
      expect(weighOpinion(place, now, [])).toEqual([]);
    });
  });

  describe('on a ghost', () => {
    const stood: Box = { x: 0.39, y: 0.38, width: 0.12, height: 0.3 };

    it('is left if most crops of the ground show a person there', () => {
      const ground = [[person(stood)], [person(stood)], []];
      expect(weighOpinion(place, [look()], ground)).toEqual(['left']);
      expect(weighOpinion(place, [look()], [[person(stood)], [], []])).toEqual([]);
    });

    it('has no word for a bag at the feet of a person who has left', () => {
      const bag: Box = { x: 0.42, y: 0.62, width: 0.05, height: 0.06 };
      const ground = [[person(stood)], [person(stood)], [person(stood)]];
      expect(weighOpinion(bag, [look()], ground)).toEqual([]);
    });

    it.each([
      [0.15, ['left']],
      [0.3, []],
    ])('of a lorry %d wide: a heap that is a part of its place may lie there', (width, says) => {
      const lorry = found({
        thing: 'vehicle',
        label: 'truck',
        box: { x: 0.39, y: 0.39, width, height: 0.22 },
      });
      expect(weighOpinion(place, [look()], [[lorry], [lorry], [lorry]])).toEqual(says);
    });

    it('is not left while people cover it now', () => {
      const ground = [[person(stood)], [person(stood)], [person(stood)]];
      expect(weighOpinion(place, [look({ people: 1 })], ground)).toEqual(['person']);
    });
  });
});

describe('the labels of a place', () => {
  it('are those of confident detections that fill it, without people', () => {
    const wide = { ...place, width: 0.3 };
    const detections = [
      ...[found(), person(), found({ label: 'guess', confidence: 0.3 })],
      found({ label: 'wide', box: wide }),
    ];
    expect(namesAt(place, detections)).toEqual(['chair']);
  });
});
