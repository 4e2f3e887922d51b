// The checker of chaos: a good history is green.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check.ts';
import { fault, faultsOf, good } from './testing/good-history.ts';

describe('a good history', () => {
  it('passes, with its counts', () => {
    const verdict = checkHistory(good);
    expect(verdict.faults).toEqual([]);
    expect(verdict.incidents).toEqual({ incidents: 1, hardlyShown: 0, cases: 1, joined: 0 });
    expect(verdict.alerts).toEqual({ raised: 2, recorded: 2, cutShort: 0, poison: 1 });
    expect(verdict.messages).toEqual({ messages: 4, received: 4, repeats: 0, failed: 0 });
    expect(verdict.end).toMatchObject({ done: 1, skipped: [], settledAfterMs: 2000 });
  });

  it('fails when empty: an aborted run has no end', () => {
    expect(faultsOf([])).toEqual([fault('not-settled', 'the run')]);
  });
});
