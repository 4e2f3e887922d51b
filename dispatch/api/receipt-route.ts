// Receipts over HTTP: an app with a logged-in user reports that it has received a notification, or that the person has opened it.
// Devices that only speak MQTT publish the same on a topic.
import { z } from 'zod';
import { longIdSchema, receiptBodySchema } from '../../contracts/index.ts';
import { keepReceipt } from '../delivery/receipts.ts';
import type { ApiParts, App } from './api-parts.ts';
import { notFound } from './problem.ts';

const params = z.strictObject({ notificationId: longIdSchema });

export function addReceiptRoute(app: App, parts: ApiParts): void {
  app.post(
    '/api/notifications/:notificationId/receipts',
    { schema: { params, body: receiptBodySchema } },
    async (request, reply) => {
      const { notificationId } = request.params;
      const by = request.session?.user.username ?? null;
      const heard = { notificationId, step: request.body.step, by };
      if ((await keepReceipt(parts, heard)) === 'unknown-notification')
        throw notFound('such notification');
      return reply.code(204).send();
    },
  );
}
