// The review queue: which cases wait for a review, until when, and what happens then.
import {
  maxReviewsListed,
  reviewListSchema,
  type CaseStep,
  type CaseSummary,
  type ReviewList,
} from '../../contracts/index.ts';
import type { App, BasicParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';

export function addReviewRoutes(app: App, { store }: BasicParts): void {
  app.get(
    '/api/reviews',
    { schema: { response: { 200: reviewListSchema, ...problemResponses } } },
    async ({ session }) => {
      const cells = session?.user.cells;
      const found = await store.cases.list({
        states: ['reported'],
        order: 'id',
        limit: maxReviewsListed,
        cells,
      });
      const logs = await store.cases.stepsOfEach(found.map(({ id }) => id));
      const reviews = found.flatMap((file) => reviewOf(file, logs.get(file.id) ?? []));
      return { reviews: reviews.toSorted((one, other) => one.until - other.until) };
    },
  );
}

function reviewOf(file: CaseSummary, log: readonly CaseStep[]): ReviewList['reviews'] {
  const held = log.findLast(({ step }) => step === 'held-for-review');
  const { until, otherwise } = held?.details ?? {};
  if (until === undefined || otherwise === undefined) return [];
  return [{ case: file, until, otherwise, reason: held?.reason ?? '' }];
}
