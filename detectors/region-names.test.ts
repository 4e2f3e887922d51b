// Which detections label a region, and how the labels of several looks are combined.
import { describe, expect, it } from 'vitest';
import type { Detection } from './detection.ts';
import { bestNames, mergeNames, namesOf } from './region-names.ts';

const region = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

function named(label: string, confidence: number, box = region): Detection {
  return { thing: 'goods', label, confidence, box };
}

const seen = (label: string, confidence: number) => ({
  thing: 'goods' as const,
  label,
  confidence,
});

describe('a detection labels a region', () => {
  it.each([
    ['that it fits', region, true],
    ['of which it is most', { ...region, height: 0.12 }, true],
    ['that is most of it', { ...region, height: 0.28 }, true],
    ['not when it is a small part', { ...region, height: 0.06 }, false],
    ['not when it is much larger', { x: 0.3, y: 0.3, width: 0.4, height: 0.4 }, false],
    ['not when it is elsewhere', { ...region, x: 0.1 }, false],
  ])('%s', (_, box, is) => {
    expect(namesOf(region, [named('crate', 0.7, box)])).toEqual(is ? [seen('crate', 0.7)] : []);
  });
});

describe('the mean over looks', () => {
  it('counts a look without the label as zero', () => {
    const first = mergeNames(undefined, [seen('crate', 0.8)]);
    expect(mergeNames(first, [])).toEqual({ seenAs: [seen('crate', 0.4)], looks: 2 });
  });

  it('counts the looks before a label appeared', () => {
    const first = mergeNames(undefined, []);
    expect(mergeNames(first, [seen('crate', 0.6)]).seenAs).toEqual([seen('crate', 0.3)]);
  });
});

describe('the best of several sizes', () => {
  it('is the highest mean of each label', () => {
    const sizes = [
      { seenAs: [seen('crate', 0.3), seen('bin', 0.5)], looks: 1 },
      { seenAs: [seen('crate', 0.6)], looks: 1 },
    ];
    expect(bestNames(sizes)).toEqual([seen('crate', 0.6), seen('bin', 0.5)]);
  });

  it('drops labels with a low mean', () => {
    expect(bestNames([{ seenAs: [seen('crate', 0.09)], looks: 4 }])).toEqual([]);
  });
});
