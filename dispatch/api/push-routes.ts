// Web Push: the key that a browser subscribes with, and the devices of a person. Users see and remove only their own.
import { z } from 'zod';
import {
  channelTestAnswerSchema,
  channelTestSchema,
  pushDevicesSchema,
  pushKeySchema,
  pushSubscriptionSchema,
} from '../../contracts/index.ts';
import { isPushService } from '../channels/direct/web-push/push-services.ts';
import type { PushDevice } from '../channels/direct/web-push/push-store.ts';
import type { App, BasicParts, DutyParts } from './api-parts.ts';
import { invalidInput, notFound } from './problem.ts';
import { problemResponses } from './problem-responses.ts';

const device = pushDevicesSchema.shape.devices.element;

export function addPushRoutes(app: App, parts: BasicParts & DutyParts): void {
  const { store, push } = parts;
  app.get(
    '/api/push/key',
    { schema: { response: { 200: pushKeySchema, ...problemResponses } } },
    async () => {
      if (push === null) throw notFound('Web Push on this site');
      return { publicKey: await push.publicKey() };
    },
  );
  app.get(
    '/api/push/subscriptions',
    { schema: { response: { 200: pushDevicesSchema, ...problemResponses } } },
    async ({ session }) => {
      const devices = await store.push.devicesOf(session?.user.username ?? '');
      return { devices: devices.map(shown) };
    },
  );
  addChanges(app, parts);
  addTest(app, parts);
}

function addChanges(app: App, { store, push, clock }: BasicParts & DutyParts): void {
  app.post(
    '/api/push/subscriptions',
    { schema: { body: pushSubscriptionSchema, response: { 201: device, ...problemResponses } } },
    async ({ body, session }, reply) => {
      if (push === null) throw notFound('Web Push on this site');
      const { endpoint, keys, device: name } = body;
      if (!isPushService(endpoint, push.services))
        throw invalidInput([{ path: 'endpoint', message: 'expected a known push service' }]);
      const username = session?.user.username ?? '';
      const at = clock.now();
      const added = await store.push.add({ endpoint, keys, device: name, username, addedAt: at });
      return reply.code(201).send(shown(added));
    },
  );
  app.delete(
    '/api/push/subscriptions/:id',
    { schema: { params: z.strictObject({ id: z.string().max(64) }) } },
    async ({ params, session }, reply) => {
      const isGone = await store.push.remove(params.id, session?.user.username ?? '');
      if (!isGone) throw notFound('such device of yours');
      return reply.code(204).send();
    },
  );
}

/** The test goes the whole way, to the devices of the caller only. */
function addTest(app: App, { channels }: DutyParts): void {
  const body = channelTestSchema.pick({ language: true });
  app.post(
    '/api/push/test',
    { schema: { body, response: { 200: channelTestAnswerSchema, ...problemResponses } } },
    async ({ body: { language }, session }) => {
      const channel = channels.list().find(({ type }) => type === 'web-push')?.id;
      if (channel === undefined) throw notFound('Web Push on this site');
      const result = await channels.test({ channel, language, user: session?.user.username });
      if (typeof result === 'string') throw notFound('Web Push on this site');
      return result;
    },
  );
}

/** Without the endpoint: whoever knows it can send to the push service. */
function shown({ id, device: name, addedAt }: PushDevice) {
  return { id, device: name, addedAt };
}
