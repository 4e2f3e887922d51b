// Claims for tests, on the place in the middle by default.
import type { Claim } from '../claim.ts';
import { middle, monday } from './observations.ts';

export function aClaim(parts: Partial<Claim> = {}): Claim {
  return {
    region: middle,
    since: monday,
    dwellMs: 10_000,
    confidence: 0.8,
    measures: {},
    evidence: [],
    what: 'heap',
    parts: [{ region: parts.region ?? middle, weight: 1, thing: null }],
    leastWeight: 1,
    ...parts,
  };
}
