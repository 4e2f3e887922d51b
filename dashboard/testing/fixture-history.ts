/// <reference types="node" />
// The past and the present of the fixture server's cameras: an observation log of given observations, thumbnails, the current
// observation, and a view that an operator may confirm.
import type { FastifyInstance } from 'fastify';
import {
  cameraNowSchema,
  confirmViewSchema,
  thumbnailListSchema,
  observationQuerySchema,
  observationStretchesSchema,
  type Box,
  type CameraNow,
  type Observation,
} from '../../contracts/index.ts';
import { cutIntoBlocks, encodeBlock } from '../../observation-log/index.ts';
import type { ConfirmView, TimeSpan } from '../api/camera-calls.ts';
import { createNights, createStays } from './sample-history.ts';
import { createAlbum } from './fixture-media.ts';

export interface CameraHistory {
  blocks: (TimeSpan & { bytes: Uint8Array })[];
  /** When thumbnails were taken, epoch ms. */
  thumbnails: number[];
  now: CameraNow;
  /** The confirmations of moved views. */
  confirmed: ConfirmView[];
}

export const emptyHistory: CameraHistory = {
  blocks: [],
  thumbnails: [],
  now: { observation: null, view: null, hasBefore: false },
  confirmed: [],
};

/** As sent by an edge worker. */
export async function createHistory(
  observations: readonly Observation[],
  part: Partial<CameraHistory> = {},
  watched: readonly Box[] | null = null,
): Promise<CameraHistory> {
  const blocks = cutIntoBlocks(observations).map(async (batch) => ({
    from: batch[0]?.capturedAt ?? 0,
    to: batch.at(-1)?.capturedAt ?? 0,
    bytes: await encodeBlock(batch, { watched }),
  }));
  return { ...emptyHistory, blocks: await Promise.all(blocks), confirmed: [], ...part };
}

/** Twelve objects in the fire exit of exit-3 over the last hours, the n-th for n times 20 seconds, each with a thumbnail. */
export function createBusyHistory(
  hours: number,
  watched: readonly Box[] | null = null,
): Promise<CameraHistory> {
  const to = Date.now() - 60_000;
  const span = { from: to - hours * 3_600_000, to };
  const stays = createStays(span);
  const thumbnails = stays.map(({ at }) => at + 10_000);
  return createHistory(createNights(span, stays), { thumbnails }, watched);
}

/** The view has moved a while ago by this share of the picture; null if it could not be measured. */
export function createMovedNow(shift: { x: number; y: number } | null): CameraNow {
  const view = { state: 'moved', since: Date.now() - 720_000, shift } as const;
  return { observation: null, view, hasBefore: true };
}

type Camera = { Params: { id: string } };
const doorway = { x: 0.5, y: 0.55, width: 0.2, height: 0.25 };

export function serveHistory(
  app: FastifyInstance,
  histories: () => ReadonlyMap<string, CameraHistory>,
): void {
  const album = createAlbum();
  const historyOf = (id: string) => histories().get(id) ?? emptyHistory;
  app.get<Camera>('/api/cameras/:id/observations/stretches', ({ params }) => {
    const stretches = historyOf(params.id).blocks.map(({ from, to, bytes }) => ({
      from,
      to,
      bytes: bytes.length,
    }));
    return observationStretchesSchema.parse({ stretches });
  });
  app.get<Camera>('/api/cameras/:id/observations', ({ params, query }, reply) => {
    const span = observationQuerySchema.parse(query);
    const touched = historyOf(params.id).blocks.filter(
      ({ from, to }) => to >= span.from && from < span.to,
    );
    return reply
      .type('application/octet-stream')
      .send(Buffer.concat(touched.map(({ bytes }) => bytes)));
  });
  app.get<Camera>('/api/cameras/:id/thumbnails', ({ params, query }) => {
    const { from, to } = observationQuerySchema.parse(query);
    const thumbnails = historyOf(params.id).thumbnails.filter((at) => at >= from && at < to);
    return thumbnailListSchema.parse({ thumbnails });
  });
  app.get<Camera>('/api/cameras/:id/thumbnails/:at.jpg', async ({ params }, reply) =>
    reply.type('image/jpeg').send(await album.picture(doorway, params.id)),
  );
  app.get<Camera>('/api/cameras/:id/before.jpg', async ({ params }, reply) =>
    reply.type('image/jpeg').send(await album.picture({ ...doorway, x: 0.4 }, params.id)),
  );
  serveView(app, historyOf);
}

function serveView(app: FastifyInstance, historyOf: (id: string) => CameraHistory): void {
  app.get<Camera>('/api/cameras/:id/now', ({ params }) =>
    cameraNowSchema.parse(historyOf(params.id).now),
  );
  app.post<Camera>('/api/cameras/:id/confirm-view', ({ params, body }, reply) => {
    const past = historyOf(params.id);
    past.confirmed.push(confirmViewSchema.parse(body));
    past.now = { ...past.now, view: { state: 'ok', since: Date.now(), shift: null } };
    return reply.code(204).send();
  });
}
