// The duty plan over HTTP: the current and earlier versions, every way to change it, imports, and the export as a site file. Each
// change is a version with author, time and reason.
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  compareDutyQuerySchema,
  dutyDifferenceSchema,
  dutyHeadsSchema,
  dutyVersionSchema,
  editDutySchema,
  importAnswerSchema,
  importDutySchema,
  maxImportBytes,
  restoreDutySchema,
  type DutyVersion,
  type ImportAnswer,
} from '../../contracts/index.ts';
import { takeImport } from '../engine/take-import.ts';
import { differenceOf } from '../roster/duty-changes.ts';
import type { ApiParts, App, DutyParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { addRosterEntryRoutes } from './roster-entry-routes.ts';
import { changed, refusalOf } from './roster-refusal.ts';

export const rosterBodyLimit = 16 * 1024 * 1024;
const response = { 200: dutyVersionSchema, ...problemResponses };

export function addRosterRoutes(app: App, parts: ApiParts): void {
  addReading(app, parts);
  addHistory(app, parts);
  addChanging(app, parts);
  addImport(app, parts);
  addRosterEntryRoutes(app, parts);
}

function addReading(app: App, { duty }: DutyParts): void {
  app.get('/api/roster', { schema: { response } }, () => duty.current());
  app.get('/api/roster/export', async (_request, reply) => {
    const { version, content } = duty.current();
    const lists = Object.entries(content).filter(([, entries]) => entries.length > 0);
    const text = `# Version ${version} of the roster; for the site file.\n${stringify(Object.fromEntries(lists))}`;
    return reply
      .type('application/yaml; charset=utf-8')
      .header('content-disposition', `attachment; filename="roster-${version}.yaml"`)
      .send(text);
  });
}

function addHistory(app: App, { duty }: DutyParts): void {
  app.get(
    '/api/roster/versions',
    { schema: { response: { 200: dutyHeadsSchema, ...problemResponses } } },
    async () => ({ versions: await duty.heads() }),
  );
  const params = z.strictObject({ version: compareDutyQuerySchema.shape.from });
  app.get('/api/roster/versions/:version', { schema: { params, response } }, (request) =>
    versionOf(duty, request.params.version),
  );
  app.get(
    '/api/roster/compare',
    {
      schema: {
        querystring: compareDutyQuerySchema,
        response: { 200: dutyDifferenceSchema, ...problemResponses },
      },
    },
    async ({ query: { from, to } }) => {
      const before = await versionOf(duty, from);
      const after = await versionOf(duty, to);
      return differenceOf(before.content, after.content);
    },
  );
}

function addChanging(app: App, { duty }: DutyParts): void {
  app.put(
    '/api/roster',
    { bodyLimit: rosterBodyLimit, schema: { body: editDutySchema, response } },
    async (request) => {
      const author = authorOf(request);
      return changed(await duty.change({ ...request.body, change: 'edited', author }));
    },
  );
  app.post(
    '/api/roster/restore',
    { schema: { body: restoreDutySchema, response } },
    async (request) => {
      const { version: restoredFrom, ...wish } = request.body;
      const { content } = await versionOf(duty, restoredFrom);
      const author = authorOf(request);
      const all = { ...wish, content, restoredFrom, author, change: 'restored' } as const;
      return changed(await duty.change(all));
    },
  );
}

function addImport(app: App, { duty }: DutyParts): void {
  app.post(
    '/api/roster/import',
    {
      bodyLimit: 2 * maxImportBytes,
      schema: {
        body: importDutySchema,
        response: { 200: importAnswerSchema, ...problemResponses },
      },
    },
    async (request): Promise<ImportAnswer> => {
      const { name, base64, replace, ...wish } = request.body;
      const file = { name, bytes: Buffer.from(base64, 'base64'), replace };
      const taken = await takeImport(duty, file, { ...wish, author: authorOf(request) });
      if (!taken.ok) throw refusalOf(taken.outcome);
      return taken.answer;
    },
  );
}

async function versionOf(duty: ApiParts['duty'], version: number): Promise<DutyVersion> {
  const found = await duty.find(version);
  if (found === null) throw notFound('such version of the roster');
  return found;
}
