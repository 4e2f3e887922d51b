// Verdicts on regions by their measures, without and with colour. Verdicts on drawn pictures are in regions.test.ts.
import { describe, expect, it } from 'vitest';
import { judgeRegion, type RegionVerdict } from './judge-region.ts';
import type { RegionMeasures } from './regions.ts';

const nothing: RegionMeasures = {
  outlineNow: 0,
  outlineBefore: 0,
  lumaChange: 0,
  lumaSpread: 0,
  chromaChange: 0,
  similarity: 0,
  roughNow: 0,
  roughBefore: 0,
  grainNow: 0,
  area: 0.01,
};

describe('judgeRegion', () => {
  const rows: [string, Partial<RegionMeasures>, RegionVerdict, RegionVerdict][] = [
    ['nothing that changed', {}, 'light', 'light'],
    ['a white bag with an edge', { lumaChange: 0.9, outlineNow: 0.8 }, 'appeared', 'light'],
    ['a pool of light without one', { lumaChange: 0.9, outlineNow: 0.3 }, 'light', 'light'],
    ['a shadow', { lumaChange: -0.6, outlineNow: 0.6 }, 'light', 'light'],
    ['a black bag', { lumaChange: -0.9, outlineNow: 0.9 }, 'appeared', 'light'],
    [
      'a thing of several greys',
      { lumaChange: 0.3, lumaSpread: 0.4, outlineNow: 0.4 },
      'appeared',
      'appeared',
    ],
    [
      'light on the same structure',
      { lumaChange: 0.9, outlineNow: 0.8, similarity: 0.9 },
      'light',
      'light',
    ],
    [
      'a striped case on an even table',
      { lumaChange: -0.6, lumaSpread: 0.19, outlineNow: 0.4, roughNow: 0.17, roughBefore: 0.05 },
      'appeared',
      'light',
    ],
    [
      'a suitcase on a pavement in snow',
      {
        lumaChange: -0.49,
        lumaSpread: 0.11,
        chromaChange: 0.03,
        outlineNow: 0.53,
        outlineBefore: 0.15,
        similarity: 0.1,
        roughNow: 0.17,
        roughBefore: 0.05,
      },
      'appeared',
      'appeared',
    ],
    [
      'a deep shadow on a road with marks',
      {
        lumaChange: -0.81,
        lumaSpread: 0.19,
        outlineNow: 0.8,
        outlineBefore: 0.2,
        similarity: 0.34,
        roughNow: 0.18,
        roughBefore: 0.05,
      },
      'appeared',
      'light',
    ],
    [
      'the even trace of cars that pass',
      { lumaChange: -0.54, lumaSpread: 0.17, outlineNow: 0.48, roughNow: 0.13, roughBefore: 0.01 },
      'appeared',
      'light',
    ],
    [
      'a heap of rubble in rain',
      {
        lumaChange: -0.22,
        lumaSpread: 0.15,
        chromaChange: 0.17,
        outlineNow: 0.54,
        roughNow: 0.1,
        roughBefore: 0.01,
        grainNow: 0.02,
      },
      'appeared',
      'appeared',
    ],
    [
      'a grainy shadow at night',
      { lumaChange: -0.5, outlineNow: 0.5, roughNow: 0.1, roughBefore: 0.01, grainNow: 0.09 },
      'appeared',
      'light',
    ],
    [
      'the shadow of a tree on a lawn',
      {
        lumaChange: -0.78,
        lumaSpread: 0.25,
        outlineNow: 0.75,
        similarity: 0.56,
        roughNow: 0.13,
        roughBefore: 0.09,
      },
      'appeared',
      'light',
    ],
    [
      'a dark net over a lawn',
      {
        lumaChange: -0.78,
        lumaSpread: 0.25,
        outlineNow: 0.75,
        similarity: 0.5,
        roughNow: 0.3,
        roughBefore: 0.09,
      },
      'appeared',
      'appeared',
    ],
    ['what left', { lumaChange: 0.9, outlineNow: 0.2, outlineBefore: 0.8 }, 'ghost', 'ghost'],
    ['most of the picture', { area: 0.5, lumaSpread: 0.4 }, 'too-large', 'too-large'],
  ];
  it.each(rows)('judges %s, in grey and in colour', (_, change, inGrey, inColour) => {
    expect(judgeRegion({ ...nothing, ...change }, false)).toBe(inGrey);
    expect(judgeRegion({ ...nothing, ...change }, true)).toBe(inColour);
  });
});
