// Receives from edges: pictures and clips of incidents, camera states and the last pictures.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cameraStatusSchema, idSchema, incidentIdSchema } from '../../contracts/index.ts';
import { mediaKinds, type MediaName, type MediaRefusal } from '../evidence/media.ts';
import { toSummary } from '../cases/case-summary.ts';
import { createCameraTeller, type CameraTeller } from '../cameras/tell-of-cameras.ts';
import type { FileGate } from '../uploads/file-gate.ts';
import type { ApiParts, App, BasicParts, CameraParts, CaseParts } from './api-parts.ts';
import { gateOf } from './file-gate-of.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';

const incidentParams = z.strictObject({ incidentId: incidentIdSchema });
const cameraParams = z.strictObject({ cameraId: idSchema });

/** Enough for a camera with thousands of fences, some of them unusable. */
const statusLimit = 2 * 1024 * 1024;

export function addEdgeRoutes(app: App, parts: ApiParts): void {
  takeMediaAsStreams(app);
  addIncidentMedia(app, parts, 'picture');
  addIncidentMedia(app, parts, 'clip');
  const teller = createCameraTeller(parts);
  addCameraPicture(app, parts, teller);
  addCameraStatus(app, parts, teller);
}

/** Media are written to disk while they arrive and are never in memory as a whole. */
function takeMediaAsStreams(app: App): void {
  for (const { contentType } of Object.values(mediaKinds))
    app.addContentTypeParser(contentType, (_request, payload, done) => {
      done(null, payload);
    });
}

/** Files in one piece come from edges of earlier releases, which know only one opening. */
function addIncidentMedia(app: App, parts: ApiParts, name: MediaName): void {
  const gate = gateOf(parts);
  app.put(
    `/api/edge/incidents/:incidentId/${name}`,
    { schema: { params: incidentParams } },
    async (request, reply) => {
      const { incidentId } = request.params;
      const key = { incidentId, opening: 1, name };
      await refuseUnsigned(gate, { incidentId, kind: name }, request.ip);
      const result = await parts.evidence.put(key, streamOf(request.body, name));
      if (!result.ok) throw refusal(result.reason, name, result.detail);
      if (result.as === 'aside')
        throw new ProblemError(
          409,
          'already-kept',
          `another ${name} was received first; this one is stored separately`,
        );
      await tellOfCase(parts, incidentId);
      return reply.code(204).send();
    },
  );
}

/** Such an edge does not sign files. It tries again later, so nothing is lost before it is updated. */
async function refuseUnsigned(
  gate: FileGate,
  { incidentId, kind }: { incidentId: string; kind: MediaName },
  address: string,
): Promise<void> {
  const file = { kind, incidentId, opening: 1, sha256: '', bytes: 0 };
  const admission = await gate.judge(file, { seal: null, address });
  if (admission.ok) return;
  throw new ProblemError(503, 'busy', `the ${kind} must wait: ${admission.reason}`);
}

function addCameraPicture(app: App, parts: ViewParts, teller: CameraTeller): void {
  const { wall, pictures } = parts;
  app.put(
    '/api/edge/cameras/:cameraId/picture',
    { schema: { params: cameraParams }, onRequest: alertsComeFirst(parts) },
    async (request, reply) => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera in the site file');
      const result = await pictures.put(cameraId, streamOf(request.body, 'picture'));
      if (!result.ok) throw refusal(result.reason, 'picture');
      await teller.tell(cameraId);
      return reply.code(204).send();
    },
  );
}

function addCameraStatus(app: App, { wall }: CameraParts, teller: CameraTeller): void {
  app.put(
    '/api/edge/cameras/:cameraId/status',
    { bodyLimit: statusLimit, schema: { params: cameraParams, body: cameraStatusSchema } },
    async (request, reply) => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera in the site file');
      if (request.body.cameraId !== cameraId)
        throw invalidInput([
          { path: 'cameraId', message: `expected "${cameraId}", got "${request.body.cameraId}"` },
        ]);
      wall.hear(request.body);
      await teller.tell(cameraId);
      return reply.code(204).send();
    },
  );
}

export async function tellOfCase(
  { store, hub }: BasicParts & CaseParts,
  incidentId: string,
): Promise<void> {
  const file = await store.cases.findByIncident(incidentId);
  if (file !== null) hub.publish({ type: 'case', case: toSummary(file) });
}

type ViewParts = CameraParts & Pick<ApiParts, 'metrics' | 'alertsFirst'>;

/** No failure for the edge, which sends the next one in a second or in half a minute. */
export function alertsComeFirst({ alertsFirst, metrics }: ViewParts) {
  return ({ raw }: FastifyRequest) => {
    if (!alertsFirst.standBack()) return Promise.resolve();
    metrics.stoodBack();
    // The connection stays in use: what comes is thrown away.
    raw.resume();
    throw new ProblemError(429, 'busy', 'alerts come first: this report is not taken');
  };
}

export function streamOf(body: unknown, name: MediaName): AsyncIterable<Uint8Array> {
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    return body as AsyncIterable<Uint8Array>;
  const { contentType } = mediaKinds[name];
  throw new ProblemError(415, 'unsupported-type', `expected a body of type ${contentType}`);
}

const refusals: Record<MediaRefusal, { status: number; message: string }> = {
  empty: { status: 400, message: 'has no content' },
  'too-large': { status: 413, message: 'is too large' },
  'wrong-content': { status: 415, message: 'is not what its type says' },
  'bad-name': { status: 400, message: 'belongs to an incident whose id cannot be a file name' },
};

export function refusal(reason: MediaRefusal, name: MediaName, detail?: string): ProblemError {
  const { status, message } = refusals[reason];
  const where = detail === undefined ? '' : `: ${detail}`;
  return new ProblemError(status, reason, `the ${name} ${message}${where}`);
}
