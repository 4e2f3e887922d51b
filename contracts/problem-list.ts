// Current and recent problems, as dispatch reports them to dashboards: those from edges and those that dispatch finds itself.
import { z } from 'zod';
import { edgeIdSchema, momentSchema, ordinalSchema } from './limits.ts';
import { healthProblemSchema } from './problem.ts';

export const reportedProblemSchema = healthProblemSchema.extend({
  /** The edge that reported it; null is dispatch itself. */
  edgeId: edgeIdSchema.nullable(),
  /** When the edge last reported it, if the edge has been silent since then and the problem may be over; else null. */
  lastHeardAt: momentSchema.nullable(),
  /** How often it occurred, including the first time; repeats within a short time are counted here. */
  times: ordinalSchema,
});
export type ReportedProblem = z.infer<typeof reportedProblemSchema>;

export const pastProblemSchema = reportedProblemSchema.extend({ until: momentSchema });
export type PastProblem = z.infer<typeof pastProblemSchema>;

/** The maximum in one answer or event; the rest is only counted. */
export const maxListedProblems = 1000;

/** GET /api/problems: all current ones, and ended ones, the latest end first. */
export const problemListSchema = z.strictObject({
  present: z.array(reportedProblemSchema).max(maxListedProblems),
  past: z.array(pastProblemSchema).max(maxListedProblems),
});
export type ProblemList = z.infer<typeof problemListSchema>;
