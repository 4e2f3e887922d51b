// Figures over the cases of a period, as JSON and as CSV.
import { numbersQuerySchema, numbersSchema, type NumbersQuery } from '../../contracts/index.ts';
import type { Session } from '../auth/sessions.ts';
import { gatherNumbers } from '../numbers/gather-numbers.ts';
import { toNumbersCsv } from '../numbers/numbers-csv.ts';
import type { App, BasicParts, CaseParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput } from './problem.ts';

const dayMs = 86_400_000;
const longestDays = 366;

export function addNumbersRoutes(app: App, parts: BasicParts & CaseParts): void {
  const { store, plans, clock } = parts;
  const numbers = ({ query, session }: { query: NumbersQuery; session: Session | null }) => {
    checkDays(query);
    const cells = session?.user.cells;
    return gatherNumbers({ cases: store.cases, plans, at: clock.now(), cells }, query);
  };
  app.get(
    '/api/numbers',
    {
      schema: {
        querystring: numbersQuerySchema,
        response: { 200: numbersSchema, ...problemResponses },
      },
    },
    (request) => numbers(request),
  );
  app.get(
    '/api/numbers.csv',
    { schema: { querystring: numbersQuerySchema } },
    async (request, reply) => {
      const { query } = request;
      const table = toNumbersCsv(await numbers(request));
      const name = `fencewatch-${query.by}-${query.from}-${query.to}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(table);
    },
  );
}

function checkDays({ from, to }: NumbersQuery): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1 || days > longestDays)
    throw invalidInput([
      { path: 'to', message: `expected a day within ${longestDays} days from ${from}, got ${to}` },
    ]);
}
