/// <reference types="node" />
// The set-up of cameras of the dispatch in memory: changes make versions, and a tried address has the result that the test set.
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  cameraImportAnswerSchema,
  cameraSetupSchema,
  cameraTrySchema,
  cameraVersionsSchema,
  importCamerasSchema,
  newCameraTrySchema,
  newInvitationSchema,
  putCameraSchema,
  removeCameraSchema,
  setUpCameraSchema,
  withoutCredentials,
  type CameraImportAnswer,
  type CameraTry,
  type CameraTryResult,
  type CameraVersionEntry,
  type NewCamera,
  type SetUpCamera,
  type SetUpEdge,
} from '../../contracts/index.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';
import { drawPicture } from './sample-picture.ts';

export interface CameraSetupFixture {
  cameras: SetUpCamera[];
  edges: SetUpEdge[];
  versions: Map<string, CameraVersionEntry[]>;
  /** What every try finds; null while the edge does not answer. */
  tryResult: CameraTryResult | null;
  /** The result of every uploaded table. */
  importAnswer: Omit<CameraImportAnswer, 'stored'>;
  /** The requests, as received. */
  said: unknown[];
}

const counts = {
  faultCount: 0,
  warningCount: 0,
  rows: 0,
  skipped: 0,
  added: 0,
  changed: 0,
  same: 0,
};
export const emptyImport = {
  ...{ encoding: 'utf-8', faults: [], warnings: [], changes: [], revision: 7 },
  ...counts,
};

export function emptyCameraSetup(): CameraSetupFixture {
  return {
    cameras: [],
    edges: [],
    versions: new Map(),
    tryResult: null,
    importAnswer: emptyImport,
    said: [],
  };
}

interface Of {
  Params: { id: string };
}

export function serveCameraSetup(app: FastifyInstance, server: FixtureServer): void {
  const root = '/api/camera-setup';
  app.get(root, () => {
    const { cameras, edges } = server.cameraSetup;
    return cameraSetupSchema.parse({ cameras, edges });
  });
  app.get<Of>(`${root}/:id/versions`, ({ params: { id } }) =>
    cameraVersionsSchema.parse({ versions: server.cameraSetup.versions.get(id) ?? [] }),
  );
  app.put<Of>(`${root}/:id`, ({ params: { id }, body }, reply) => {
    const wish = putCameraSchema.parse(body);
    server.cameraSetup.said.push(wish);
    return change(server, reply, { id, ...wish });
  });
  app.post<Of>(`${root}/:id/remove`, ({ params: { id }, body }, reply) => {
    const wish = removeCameraSchema.parse(body);
    if (server.fences.some(({ fence }) => fence?.camera === id))
      return refuse(reply, 409, 'remove the fences first', 'camera-has-fences');
    return change(server, reply, { id, ...wish, camera: null });
  });
  app.post('/api/edge-invitations', ({ body }, reply) => {
    const { edgeId } = newInvitationSchema.parse(body);
    const expiresAt = Date.UTC(2026, 10, 23, 8);
    return reply.code(201).send({ invitation: `fwe_${'x'.repeat(43)}`, edgeId, expiresAt });
  });
  app.post(`${root}/import`, ({ body }) => {
    const wish = importCamerasSchema.parse(body);
    const { importAnswer, said } = server.cameraSetup;
    said.push(wish);
    const stored = !wish.dryRun && importAnswer.faultCount === 0;
    return cameraImportAnswerSchema.parse({ ...importAnswer, stored });
  });
  serveTries(app, server);
}

interface Wish {
  id: string;
  camera: NewCamera | null;
  baseVersion: number | null;
  reason: string;
}

function change(server: FixtureServer, reply: FastifyReply, wish: Wish) {
  const { cameraSetup, user } = server;
  const { id, camera, baseVersion, reason } = wish;
  const versions = cameraSetup.versions.get(id) ?? [];
  const before = versions[0]?.camera ?? null;
  if ((before === null ? null : versions[0]?.version) !== baseVersion)
    return refuse(reply, 409, 'somebody else was faster', 'stale');
  const version = (versions[0]?.version ?? 0) + 1;
  const made = camera && setUpOf(id, camera, { before, version });
  const change = camera === null ? 'removed' : before === null ? 'added' : 'edited';
  const by = { version, change, at: Date.now(), author: user.username, reason } as const;
  cameraSetup.versions.set(id, [{ ...by, camera: made && shownOf(made) }, ...versions]);
  cameraSetup.cameras = [
    ...cameraSetup.cameras.filter((one) => one.id !== id),
    ...(made === null ? [] : [made]),
  ];
  server.push({ type: 'cameras' });
  return made === null ? reply.code(204).send() : setUpCameraSchema.parse(made);
}

interface Made {
  before: CameraVersionEntry['camera'];
  version: number;
}

function setUpOf(id: string, camera: NewCamera, { before, version }: Made): SetUpCamera {
  const { source, logIn, ...rest } = camera;
  const shown = withoutCredentials(source);
  const hasLogIn =
    logIn === 'keep' ? before?.hasLogIn === true : logIn !== null || shown !== source;
  return { id, ...rest, source: shown, hasLogIn, origin: 'dashboard', version, isReadable: true };
}

function shownOf(camera: SetUpCamera): CameraVersionEntry['camera'] {
  const { name, gridCell, location, transport, edge, source, hasLogIn } = camera;
  return { name, gridCell, location, transport, edge, source, hasLogIn };
}

/** Waits until it is first requested, then runs until there is a result. */
function serveTries(app: FastifyInstance, server: FixtureServer): void {
  const tries = new Map<string, CameraTry>();
  app.post('/api/camera-tries', ({ body }, reply) => {
    const wish = newCameraTrySchema.parse(body);
    server.cameraSetup.said.push(wish);
    const id = `try-of-the-fixture-${tries.size}`;
    const asked: CameraTry = { id, edgeId: wish.edgeId, state: 'waiting', result: null };
    tries.set(id, asked);
    return reply.code(201).send(cameraTrySchema.parse(asked));
  });
  app.get<Of>('/api/camera-tries/:id', ({ params: { id } }, reply) => {
    const found = tries.get(id);
    if (found === undefined) return refuse(reply, 404, 'no such try', 'not-found');
    const { tryResult } = server.cameraSetup;
    const isDone = tryResult !== null;
    Object.assign(found, isDone ? { state: 'done', result: tryResult } : { state: 'running' });
    return cameraTrySchema.parse(found);
  });
  app.get<Of>('/api/camera-tries/:id/picture.jpg', async (_, reply) =>
    reply
      .type('image/jpeg')
      .send(await drawPicture({ x: 0.3, y: 0.5, width: 0.15, height: 0.3 }, 200)),
  );
}
