// What is wrong at the moment and what was wrong lately, as dispatch tells dashboards: the problems that edges report and
// those that dispatch finds itself.
import { z } from 'zod';
import { edgeIdSchema, momentSchema, ordinalSchema } from './limits.ts';
import { healthProblemSchema } from './problem.ts';

export const reportedProblemSchema = healthProblemSchema.extend({
  /** Which edge said so; null is dispatch itself. */
  edgeId: edgeIdSchema.nullable(),
  /** When that edge last said so, if it has said nothing since: nobody knows whether it is still so. Else null. */
  lastHeardAt: momentSchema.nullable(),
  /** How often it went and came back soon after, the first time included. */
  times: ordinalSchema,
});
export type ReportedProblem = z.infer<typeof reportedProblemSchema>;

export const pastProblemSchema = reportedProblemSchema.extend({ until: momentSchema });
export type PastProblem = z.infer<typeof pastProblemSchema>;

/** The most that one answer or event holds; the rest is counted. */
export const maxListedProblems = 1000;

/** GET /api/problems: all that is wrong now, and what has ended, the latest end first. */
export const problemListSchema = z.strictObject({
  present: z.array(reportedProblemSchema).max(maxListedProblems),
  past: z.array(pastProblemSchema).max(maxListedProblems),
});
export type ProblemList = z.infer<typeof problemListSchema>;
