// Decides who gets originals, and makes blurred copies for the others. Takes the parts; returns for a request either the file
// itself or its blurred copy. A hook refuses every other picture, film or zip file before it leaves the server.
import { buffer } from 'node:stream/consumers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Box, Observation } from '../../contracts/index.ts';
import { decodeLog } from '../../observation-log/index.ts';
import { aroundMs, blurAreas, type BlurAreas } from '../evidence/blur/blur-areas.ts';
import { createBlurredPictures } from '../evidence/blur/blurred-pictures.ts';
import { createConvertedClips } from '../evidence/converted-clips.ts';
import type { LyingFile } from '../evidence/small-pictures.ts';
import type { ApiParts, App, BasicParts, CameraParts } from './api-parts.ts';
import { ProblemError } from './problem.ts';
import { markCopy } from './send-copy.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** A blurred copy is sent. */
    isBlurred: boolean;
    /** The caller took it himself. */
    isOwnPhoto: boolean;
  }
}

export function seesOriginals(
  request: FastifyRequest,
  { site }: Pick<BasicParts, 'site'>,
): boolean {
  const who = request.scopes === null ? request.session?.user.role : 'program';
  return who === undefined || !site.blurredFor.includes(who);
}

/** These show no people: the map is drawn, and the files of the dashboard are the same for everybody. */
const withoutPeople: ReadonlySet<string> = new Set(['GET /*', 'GET /api/map/ground/:file']);
const pixels = /^(image|video|multipart)\/|^application\/(zip|pdf)/;

/** Runs for every answer, so that a forgotten route is closed, not open. */
export function addOriginalsHook(app: App, parts: Pick<ApiParts, 'site' | 'log'>): void {
  app.decorateRequest('isBlurred', false);
  app.decorateRequest('isOwnPhoto', false);
  app.addHook('onSend', (request, reply, payload, done) => {
    const { method, routeOptions } = request;
    const route = `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`;
    const isCopy = request.isBlurred || request.isOwnPhoto || withoutPeople.has(route);
    if (!hasPixels(reply) || isCopy || seesOriginals(request, parts)) {
      if (request.isBlurred && hasPixels(reply)) nameCopy(reply);
      done(null, payload);
      return;
    }
    closeStream(payload);
    reply.removeHeader('content-length').removeHeader('content-range');
    reply.removeHeader('content-disposition').type('application/json');
    done(new ProblemError(403, 'originals-missing', 'your role gets no originals of this'));
  });
}

/** A saved copy must still be recognisable as a copy. */
function nameCopy(reply: FastifyReply): void {
  if (!reply.hasHeader('content-disposition')) markCopy(reply, 'blurred-copy.jpg');
}

export function hasPixels(reply: FastifyReply): boolean {
  return reply.statusCode < 400 && pixels.test(String(reply.getHeader('content-type') ?? ''));
}

function closeStream(payload: unknown): void {
  if (typeof payload === 'object' && payload !== null && 'destroy' in payload)
    (payload as { destroy: () => void }).destroy();
}

/** What a picture or clip shows; null when that is not known. */
export type Shown = { cameraId: string; from: number; to: number } | null;

export interface ForCaller {
  picture(
    request: FastifyRequest,
    file: LyingFile,
    shown: () => Promise<Shown>,
  ): Promise<LyingFile>;
  /** Null when the caller sees the original. */
  clip(
    request: FastifyRequest,
    file: LyingFile & { sha256: string },
    shown: () => Promise<Shown>,
  ): Promise<Awaited<ReturnType<ReturnType<typeof createConvertedClips>['of']>> | null>;
}

type Parts = Pick<BasicParts, 'site' | 'dataDir' | 'log'> & Pick<CameraParts, 'past' | 'latest'>;

export function createForCaller(parts: Parts): ForCaller {
  const pictures = createBlurredPictures(parts.dataDir);
  const clips = createConvertedClips(parts.dataDir);
  return {
    picture: async (request, file, shown) => {
      if (seesOriginals(request, parts)) return file;
      const copy = await pictures
        .of(file, await areasOf(parts, await shown()))
        .catch((error: unknown) => {
          parts.log.warn({ error }, 'a picture cannot be blurred, so it is not shown');
          throw new ProblemError(422, 'not-blurred', 'this cannot be blurred, so it is not shown');
        });
      if (copy === null) throw new ProblemError(503, 'busy', 'too much is being blurred');
      request.isBlurred = true;
      return copy;
    },
    clip: async (request, { sha256, ...file }, shown) => {
      if (seesOriginals(request, parts)) return null;
      const copy = await clips.of(file, sha256, await areasOf(parts, await shown()));
      request.isBlurred = copy.ok;
      return copy;
    },
  };
}

async function areasOf({ past, latest }: Parts, shown: Shown): Promise<BlurAreas> {
  if (shown === null) return null;
  const { cameraId, from, to } = shown;
  const span = { from: from - aroundMs, to: to + aroundMs + 1 };
  const { found, watched } = await readLog(past, cameraId, span);
  const now = latest.of(cameraId).observation;
  const looks = now === null ? found : [...found, now];
  // No block covers the present yet: the last one says which areas the detector gets.
  const before = { from: from - lastWatchedMs, to: span.to };
  const lately = watched.length > 0 ? watched : (await readLog(past, cameraId, before)).watched;
  return blurAreas(looks, { from, to }, lately);
}

/** A block arrives every five minutes. */
const lastWatchedMs = 15 * 60_000;

async function readLog(
  past: Parts['past'],
  cameraId: string,
  span: { from: number; to: number },
): Promise<{ found: Observation[]; watched: (readonly Box[])[] }> {
  const { log } = await past.observations.read(cameraId, span.from, span.to);
  const found: Observation[] = [];
  const watched = new Map<string, readonly Box[]>();
  try {
    for await (const batch of decodeLog(new Uint8Array(await buffer(log)), span)) {
      found.push(...batch.observations);
      if (batch.watched !== null) watched.set(JSON.stringify(batch.watched), batch.watched);
    }
  } catch {
    // A damaged block: the missing part counts as a gap.
  }
  return { found, watched: [...watched.values()] };
}
