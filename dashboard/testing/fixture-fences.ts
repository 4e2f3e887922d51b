/// <reference types="node" />
// The fences of the fixture server: versions that are never overwritten, refusals like dispatch's, and an edge that applies or
// refuses the armed version when the test says so.
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  createFenceSchema,
  editFenceSchema,
  faultsOf,
  fenceFileSchema,
  fenceHistorySchema,
  fenceListSchema,
  fenceVersionSchema,
  problemSchema,
  removeFenceSchema,
  restoreFenceSchema,
  type Fault,
  type FenceFile,
  type FenceVersion,
  type RemovedFence,
} from '../../contracts/index.ts';
import type { FixtureServer } from './fixture-server.ts';

/** The newest version of every fence, without removed ones. */
export function newestVersions(versions: readonly FenceVersion[]): FenceVersion[] {
  const newest = new Map(versions.map((version) => [version.fenceId, version]));
  return [...newest.values()].filter(({ change }) => change !== 'removed');
}

/** The camera uses all its newest versions from now on, except the refused one, and reports it live. */
export function obeyFences(
  server: FixtureServer,
  cameraId: string,
  refused: { fenceId: string; message: string } | null = null,
): void {
  const camera = server.cameras.find(({ id }) => id === cameraId);
  if (!camera?.status) throw new Error(`the camera ${cameraId} has no status`);
  const armed = newestVersions(server.fences).filter(({ fence }) => fence?.camera === cameraId);
  const before = camera.status.fences?.inForce ?? [];
  const inForce = armed.flatMap(({ fenceId, version }) => {
    const old = before.find((one) => one.fenceId === fenceId);
    if (fenceId !== refused?.fenceId) return [{ fenceId, version }];
    return old ? [old] : [];
  });
  const version = armed.find(({ fenceId }) => fenceId === refused?.fenceId)?.version ?? 1;
  const fences = {
    revision: server.fences.length,
    inForce,
    refused: refused ? [{ ...refused, version }] : [],
  };
  camera.status = { ...camera.status, fences };
  server.push({ type: 'camera', camera });
}

function removedFences(versions: readonly FenceVersion[], cameraId?: string): RemovedFence[] {
  const newest = [...new Map(versions.map((version) => [version.fenceId, version])).values()];
  return newest.flatMap((removal) => {
    const last = versions.findLast(({ fenceId, fence }) => fenceId === removal.fenceId && fence);
    const isElsewhere = cameraId !== undefined && last?.fence?.camera !== cameraId;
    return removal.change === 'removed' && last && !isElsewhere ? [{ removal, last }] : [];
  });
}

export function serveFences(app: FastifyInstance, server: FixtureServer): void {
  app.get<{ Querystring: { cameraId?: string } }>('/api/fences', ({ query: { cameraId } }) => {
    const fences = newestVersions(server.fences).filter(
      ({ fence }) => cameraId === undefined || fence?.camera === cameraId,
    );
    return fenceListSchema.parse({ fences });
  });
  app.get<{ Querystring: { cameraId?: string } }>(
    '/api/fences/removed',
    ({ query: { cameraId } }) => ({ fences: removedFences(server.fences, cameraId) }),
  );
  app.get<{ Params: { id: string } }>('/api/fences/:id/versions', ({ params: { id } }) => {
    const versions = server.fences.filter(({ fenceId }) => fenceId === id).reverse();
    return fenceHistorySchema.parse({ versions });
  });
  app.post('/api/fences', (request, reply) => {
    const { fence, reason } = createFenceSchema.parse(request.body);
    if (newestVersions(server.fences).some(({ fenceId }) => fenceId === fence.id))
      return refuse(reply, 409, `there is a fence "${fence.id}" already`);
    return arm(server, reply.code(201), { fence, reason, change: 'created', fenceId: fence.id });
  });
  serveChanges(app, server);
}

function serveChanges(app: FastifyInstance, server: FixtureServer): void {
  type Named = { Params: { id: string } };
  const overtaken = (fenceId: string, baseVersion: number) => {
    const newest = server.fences.findLast((one) => one.fenceId === fenceId);
    return newest?.version === baseVersion ? null : `the newest version is ${newest?.version ?? 0}`;
  };
  app.put<Named>('/api/fences/:id', ({ params: { id }, body }, reply) => {
    const { baseVersion, fence, reason } = editFenceSchema.parse(body);
    const conflict = overtaken(id, baseVersion);
    if (conflict !== null) return refuse(reply, 409, conflict);
    return arm(server, reply, { fenceId: id, fence, reason, change: 'edited' });
  });
  app.post<Named>('/api/fences/:id/restore', ({ params: { id }, body }, reply) => {
    const { baseVersion, version, reason } = restoreFenceSchema.parse(body);
    const conflict = overtaken(id, baseVersion);
    if (conflict !== null) return refuse(reply, 409, conflict);
    const old = server.fences.find((one) => one.fenceId === id && one.version === version);
    const fence = old?.fence ?? null;
    return arm(server, reply, {
      fenceId: id,
      fence,
      reason,
      change: 'restored',
      restoredFrom: version,
    });
  });
  app.post<Named>('/api/fences/:id/remove', ({ params: { id }, body }, reply) => {
    const { baseVersion, reason } = removeFenceSchema.parse(body);
    const conflict = overtaken(id, baseVersion);
    if (conflict !== null) return refuse(reply, 409, conflict);
    return arm(server, reply, { fenceId: id, fence: null, reason, change: 'removed' });
  });
}

interface Change {
  fenceId: string;
  fence: FenceFile | null;
  reason: string;
  change: FenceVersion['change'];
  restoredFrom?: number;
}

function arm(server: FixtureServer, reply: FastifyReply, change: Change) {
  const checked = change.fence
    ? fenceFileSchema.safeParse(change.fence, { reportInput: true })
    : null;
  if (checked?.error) return refuse(reply, 400, 'the fence does not fit', faultsOf(checked.error));
  return reply.send(fenceVersionSchema.parse(addVersion(server, change, server.user.username)));
}

/** Like arming: stored, and sent to every open page. */
export function addVersion(server: FixtureServer, change: Change, author: string): FenceVersion {
  const before = server.fences.filter(({ fenceId }) => fenceId === change.fenceId);
  const version: FenceVersion = {
    restoredFrom: null,
    ...change,
    version: before.length + 1,
    at: Date.now(),
    author,
  };
  const cameraId = version.fence?.camera ?? before.at(-1)?.fence?.camera ?? '';
  server.fences = [...server.fences, version];
  server.push({ type: 'fences', cameraId });
  return version;
}

function refuse(reply: FastifyReply, status: number, message: string, faults?: Fault[]) {
  const problem = { error: String(status), message, ...(faults ? { faults } : {}) };
  return reply.code(status).send(problemSchema.parse(problem));
}
