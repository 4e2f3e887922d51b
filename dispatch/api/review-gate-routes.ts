// Review settings of a fence or a kind. Each is a row with author and reason, and overrides the site file.
import {
  kinds,
  reviewGateListSchema,
  setReviewGateSchema,
  holdsCell,
  unknownKind,
} from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { cellOfFence } from './cell-of-route.ts';
import { authorOf } from './fence-routes.ts';
import { foreignCell } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound } from './problem.ts';

const response = { 200: reviewGateListSchema, ...problemResponses };

export function addReviewGateRoutes(app: App, parts: ApiParts): void {
  const { reviewGates, site } = parts;
  const list = () => ({ gates: [...reviewGates.current()] });
  app.get('/api/review-gates', { schema: { response } }, list);
  app.put(
    '/api/review-gates',
    { schema: { body: setReviewGateSchema, response } },
    async (request) => {
      const { of, id } = request.body;
      const cells = request.session?.user.cells;
      if (of === 'fence') {
        const cell = await cellOfFence(parts, id);
        if (cell === undefined) throw notFound('such fence');
        if (!holdsCell(cells, cell)) throw foreignCell();
      } else if (cells !== undefined) throw foreignCell();
      else if (!kinds.includes(id) && !site.writtenKinds.some((kind) => kind.id === id))
        throw invalidInput([{ path: 'id', message: unknownKind(id, site.writtenKinds) }]);
      await reviewGates.set({ ...request.body, author: authorOf(request) });
      return list();
    },
  );
}
