// One person, unit or shift of the duty plan, by id: created, changed, removed. Each change is a version of the whole plan.
import { z } from 'zod';
import {
  dutyVersionSchema,
  idSchema,
  ordinalSchema,
  reasonSchema,
  shiftSchema,
  staffSchema,
  unitSchema,
  type DutyContent,
} from '../../contracts/index.ts';
import { keyOf } from '../roster/duty-changes.ts';
import type { ApiParts, App, DutyParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound } from './problem.ts';
import { changed } from './roster-refusal.ts';

type List = 'people' | 'units' | 'shifts';
type Entry = DutyContent[List][number];

const params = z.strictObject({ id: idSchema });
const response = { 200: dutyVersionSchema, ...problemResponses };
const base = { baseVersion: ordinalSchema, reason: reasonSchema };

export function addRosterEntryRoutes(app: App, parts: ApiParts): void {
  addList(app, parts, 'people', staffSchema);
  addList(app, parts, 'units', unitSchema);
  addList(app, parts, 'shifts', shiftSchema);
}

function addList(app: App, { duty }: DutyParts, list: List, schema: z.ZodType<Entry>): void {
  const path = `/api/roster/${list}/:id`;
  const body = z.strictObject({ ...base, entry: schema });
  app.put(path, { schema: { params, body, response } }, async (request) => {
    const { id } = request.params;
    const { entry, ...by } = request.body;
    if (entry.id !== id)
      throw invalidInput([{ path: 'entry.id', message: `expected "${id}", got "${entry.id}"` }]);
    const wish = { ...by, author: authorOf(request), change: 'edited' } as const;
    return changed(await duty.change({ ...wish, content: withEntry(duty, list, entry) }));
  });
  app.delete(
    path,
    { schema: { params, body: z.strictObject(base), response } },
    async (request) => {
      const { content } = duty.current();
      const rest = content[list].filter((one) => one.id !== request.params.id);
      if (rest.length === content[list].length) throw notFound('such entry of the roster');
      const wish = { ...request.body, author: authorOf(request), change: 'edited' } as const;
      return changed(await duty.change({ ...wish, content: { ...content, [list]: rest } }));
    },
  );
}

function withEntry(duty: ApiParts['duty'], list: List, entry: Entry): DutyContent {
  const { content } = duty.current();
  const isKnown = content[list].some((one) => keyOf(one) === entry.id);
  const entries = isKnown
    ? content[list].map((one) => (one.id === entry.id ? entry : one))
    : [...content[list], entry];
  return { ...content, [list]: entries };
}
