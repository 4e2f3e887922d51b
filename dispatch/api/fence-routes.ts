// Fences and their versions: the armed ones, earlier ones, and every way to change them.
import { z } from 'zod';
import {
  createFenceSchema,
  editFenceSchema,
  fenceHistorySchema,
  fenceListSchema,
  fenceVersionSchema,
  idSchema,
  pageQuery,
  removedFenceListSchema,
  holdsCell,
  removeFenceSchema,
  restoreFenceSchema,
  type FenceVersion,
  type RefusalCode,
} from '../../contracts/index.ts';
import type { Session } from '../auth/sessions.ts';
import type { FenceRefusal, FenceWish } from '../fences/decide-change.ts';
import { removedFences } from '../fences/removed-fences.ts';
import type { App, BasicParts, CameraParts } from './api-parts.ts';
import { foreignCell } from './guard.ts';
import { pageOf } from './page.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ fenceId: idSchema });
const query = z.strictObject({ cameraId: idSchema.optional() });

/** So that a fence with far too many points gets a fault at its polygon instead of a rejected body. */
const bodyLimit = 2 * 1024 * 1024;
export const fenceChangesPerMinute = 120;
const config = { rateLimit: { max: fenceChangesPerMinute, timeWindow: '1 minute' } };

export function addFenceRoutes(app: App, parts: BasicParts & CameraParts): void {
  addListing(app, parts);
  addReading(app, parts);
  addCreating(app, parts);
  addEditing(app, parts);
  addRestoring(app, parts);
  addRemoving(app, parts);
}

function addListing(app: App, parts: BasicParts & CameraParts): void {
  const { fences } = parts;
  app.get(
    '/api/fences',
    {
      schema: {
        querystring: query.extend(pageQuery),
        response: { 200: fenceListSchema, ...problemResponses },
      },
    },
    ({ query: { cameraId, ...page }, session }) => {
      const found = fences.registry
        .versions()
        .filter(({ fence }) => cameraId === undefined || fence?.camera === cameraId)
        .filter(({ fence }) => isWithin(parts, session, fence?.camera));
      const { items, nextCursor } = pageOf(found, ({ fenceId }) => fenceId, page);
      return { fences: items, nextCursor };
    },
  );
}

/** Whether the camera, if there is one, lies in the caller's cells. */
function isWithin({ wall }: CameraParts, session: Session | null, camera: string | undefined) {
  const cell = (camera === undefined ? null : wall.cellOf(camera)) ?? null;
  return holdsCell(session?.user.cells, cell);
}

function addReading(app: App, parts: BasicParts & CameraParts): void {
  const { store } = parts;
  app.get(
    '/api/fences/removed',
    {
      schema: {
        querystring: query,
        response: { 200: removedFenceListSchema, ...problemResponses },
      },
    },
    async ({ query: { cameraId }, session }) => ({
      fences: (await removedFences(store.fences, cameraId)).filter(({ last }) =>
        isWithin(parts, session, last.fence?.camera),
      ),
    }),
  );
  app.get(
    '/api/fences/:fenceId/versions',
    { schema: { params, response: { 200: fenceHistorySchema, ...problemResponses } } },
    async (request) => {
      const versions = await store.fences.history(request.params.fenceId);
      if (versions.length === 0) throw notFound('such fence');
      return { versions };
    },
  );
}

function addCreating(app: App, parts: BasicParts & CameraParts): void {
  app.post(
    '/api/fences',
    {
      config,
      bodyLimit,
      schema: {
        body: createFenceSchema,
        response: { 201: fenceVersionSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { fence, reason } = request.body;
      const camera: unknown = fence.camera;
      const cell = typeof camera === 'string' ? parts.wall.cellOf(camera) : undefined;
      if (cell !== undefined && !holdsCell(request.session?.user.cells, cell)) throw foreignCell();
      const id = idSchema.safeParse(fence.id, { reportInput: true });
      // Without an id nothing else can be looked up; with one, all faults are returned together.
      const fenceId = id.success ? id.data : '';
      const by = { author: authorOf(request), reason };
      const version = await change(parts, fenceId, { change: 'created', fence }, by);
      return reply.code(201).send(version);
    },
  );
}

function addEditing(app: App, parts: BasicParts & CameraParts): void {
  app.put(
    '/api/fences/:fenceId',
    {
      config,
      bodyLimit,
      schema: {
        params,
        body: editFenceSchema,
        response: { 200: fenceVersionSchema, ...problemResponses },
      },
    },
    (request) => {
      const { reason, ...wish } = request.body;
      const by = { author: authorOf(request), reason };
      return change(parts, request.params.fenceId, { change: 'edited', ...wish }, by);
    },
  );
}

function addRestoring(app: App, parts: BasicParts & CameraParts): void {
  app.post(
    '/api/fences/:fenceId/restore',
    {
      config,
      schema: {
        params,
        body: restoreFenceSchema,
        response: { 200: fenceVersionSchema, ...problemResponses },
      },
    },
    (request) => {
      const { reason, ...wish } = request.body;
      const by = { author: authorOf(request), reason };
      return change(parts, request.params.fenceId, { change: 'restored', ...wish }, by);
    },
  );
}

function addRemoving(app: App, parts: BasicParts & CameraParts): void {
  app.post(
    '/api/fences/:fenceId/remove',
    {
      config,
      schema: {
        params,
        body: removeFenceSchema,
        response: { 200: fenceVersionSchema, ...problemResponses },
      },
    },
    (request) => {
      const { reason, ...wish } = request.body;
      const by = { author: authorOf(request), reason };
      return change(parts, request.params.fenceId, { change: 'removed', ...wish }, by);
    },
  );
}

async function change(
  { fences }: CameraParts,
  fenceId: string,
  wish: FenceWish,
  by: { author: string; reason: string },
): Promise<FenceVersion> {
  const decision = await fences.service.change(fenceId, wish, by);
  if (!decision.ok) throw problemOf(decision, fenceId);
  return decision.version;
}

function problemOf(refusal: FenceRefusal, fenceId: string): ProblemError {
  switch (refusal.reason) {
    case 'unknown':
      return notFound('such fence');
    case 'faulty':
      return invalidInput(refusal.faults);
    case 'id-taken':
      return conflict('id-taken', `there is a fence "${fenceId}" already`);
    case 'stale':
      return conflict('stale', `fence "${fenceId}" has version ${refusal.newest} by now`);
    case 'removed':
      return conflict('removed', `version ${refusal.newest} has removed this fence: restore it`);
    case 'unchanged':
      return conflict('unchanged', `nothing changed: version ${refusal.newest} says the same`);
  }
}

function conflict(error: RefusalCode, message: string): ProblemError {
  return new ProblemError(409, error, message);
}

/** The access table admits only logged-in users. */
export function authorOf({ session }: { session: { user: { username: string } } | null }): string {
  if (session === null) throw new ProblemError(401, 'log-in-needed', 'log in first');
  return session.user.username;
}
