/// <reference types="node" />
// The pictures and clips of the fixture server: drawn on the first request and cached, because pages request them repeatedly.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Box } from '../../contracts/index.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';
import { createClip, drawPicture } from './sample-picture.ts';

const street = { x: 0.28, y: 0.5, width: 0.16, height: 0.3 };

type Opening = { Params: { id: string; incidentId: string; opening: string } };
type Incident = { Params: { id: string; incidentId: string } };

export function serveMedia(app: FastifyInstance, server: FixtureServer): void {
  const album = createAlbum();
  app.get<{ Params: { id: string } }>('/api/cases/:id/picture.jpg', async (request, reply) => {
    const detail = server.cases.find(({ id }) => id === request.params.id);
    if (!detail?.hasPicture) return refuse(reply, 404, 'no picture');
    return reply.type('image/jpeg').send(await album.picture(detail.region, detail.cameraId));
  });
  app.get('/api/cases/:id/photos/:photo', async (_, reply) =>
    reply.type('image/jpeg').send(await album.picture(street, 'photo')),
  );
  app.get<Incident>('/api/cases/:id/incidents/:incidentId/picture.jpg', async (request, reply) => {
    const { id, incidentId } = request.params;
    const detail = server.cases.find((one) => one.id === id);
    const incident = detail?.incidents?.find((one) => one.incidentId === incidentId);
    if (!incident?.hasPicture) return refuse(reply, 404, 'no picture');
    return reply.type('image/jpeg').send(await album.picture(incident.region, incident.cameraId));
  });
  app.get<Opening>(
    '/api/cases/:id/incidents/:incidentId/openings/:opening/picture.jpg',
    async (request, reply) => {
      const { id, incidentId, opening } = request.params;
      const detail = server.cases.find((one) => one.id === id);
      const found = detail?.openings?.find(
        (one) => one.incidentId === incidentId && String(one.opening) === opening,
      );
      if (!found?.hasPicture) return refuse(reply, 404, 'no picture');
      return reply.type('image/jpeg').send(await album.picture(found.region, found.cameraId));
    },
  );
  app.get<{ Params: { id: string } }>('/api/cameras/:id/picture.jpg', async (request, reply) =>
    reply.type('image/jpeg').send(await album.picture(street, request.params.id)),
  );
  serveClips(app, album);
}

function serveClips(app: FastifyInstance, album: ReturnType<typeof createAlbum>): void {
  const sendClip = async (request: FastifyRequest, reply: FastifyReply) => {
    const clip = await album.clip();
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from);
    const end = to === '' ? clip.length - 1 : Number(to);
    return reply
      .code(request.headers.range === undefined ? 200 : 206)
      .type('video/mp4')
      .header('accept-ranges', 'bytes')
      .header('content-range', `bytes ${start}-${end}/${clip.length}`)
      .send(clip.subarray(start, end + 1));
  };
  app.get('/api/cases/:id/clip.mp4', sendClip);
  app.get('/api/cases/:id/incidents/:incidentId/openings/:opening/clip.mp4', sendClip);
}

export function createAlbum() {
  const pictures = new Map<string, Promise<Buffer>>();
  let clip: Promise<Buffer> | null = null;
  const picture = (subject: Box, cameraId: string): Promise<Buffer> => {
    const key = JSON.stringify([subject, cameraId]);
    const drawn = pictures.get(key) ?? drawPicture(subject, hueOf(cameraId));
    pictures.set(key, drawn);
    return drawn;
  };
  return { picture, clip: () => (clip ??= picture(street, 'street-east').then(createClip)) };
}

/** Another colour for another camera. */
function hueOf(cameraId: string): number {
  return Buffer.from(cameraId).reduce((sum, byte) => sum + byte * 7, 0) % 360;
}
