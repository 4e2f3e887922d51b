import { expect, test } from 'vitest';
import { regionConfidence } from './region-confidence.ts';

test.each([
  ['nothing to see', 0, 0.55],
  ['a plain thing', 0.5, 0.75],
  ['the strongest contrast, which is still no certainty', 1, 0.95],
])('the confidence of a region with %s', (_, contrast, confidence) => {
  expect(regionConfidence({ contrast })).toBeCloseTo(confidence);
});
