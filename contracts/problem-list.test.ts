import { describe, expect, it } from 'vitest';
import { liveEventSchema } from './http-api.ts';
import { maxListedProblems, problemListSchema, reportedProblemSchema } from './problem-list.ts';

const problem = { code: 'disk-full', subject: '/var/lib/fencewatch', since: 1_000, values: {} };
const reported = { ...problem, edgeId: 'edge-1', lastHeardAt: null, times: 1 };

describe('the list of problems', () => {
  it('may be empty', () => {
    expect(problemListSchema.parse({ present: [], past: [] })).toEqual({ present: [], past: [] });
  });

  it('separates current problems from ended ones', () => {
    const list = { present: [reported], past: [{ ...reported, until: 2_000 }] };
    expect(problemListSchema.parse(list)).toEqual(list);
    const swapped = { present: list.past, past: list.present };
    expect(problemListSchema.safeParse(swapped).success).toBe(false);
  });

  it('has a limit', () => {
    const present = Array.from({ length: maxListedProblems + 1 }, () => reported);
    expect(problemListSchema.safeParse({ present, past: [] }).success).toBe(false);
  });

  it('uses no edge for dispatch itself, and never counts below one', () => {
    expect(reportedProblemSchema.safeParse({ ...reported, edgeId: null }).success).toBe(true);
    expect(reportedProblemSchema.safeParse({ ...reported, times: 0 }).success).toBe(false);
  });

  it('is sent as a live event', () => {
    const event = { type: 'problems', present: [reported] };
    expect(liveEventSchema.parse(event)).toEqual(event);
    const beat = { type: 'heartbeat', at: 5, everyMs: 0 };
    expect(liveEventSchema.safeParse(beat).success).toBe(false);
  });
});
