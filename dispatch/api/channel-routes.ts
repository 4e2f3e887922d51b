// The direct channels with their problems, and an end-to-end test of one channel.
import { z } from 'zod';
import {
  channelListSchema,
  channelTestAnswerSchema,
  channelTestSchema,
  idSchema,
} from '../../contracts/index.ts';
import type { App, DutyParts } from './api-parts.ts';
import { notFound } from './problem.ts';
import { problemResponses } from './problem-responses.ts';

export function addChannelRoutes(app: App, { channels }: DutyParts): void {
  app.get(
    '/api/channels',
    { schema: { response: { 200: channelListSchema, ...problemResponses } } },
    () => ({ channels: channels.list() }),
  );
  app.post(
    '/api/channels/:channelId/test',
    {
      schema: {
        params: z.strictObject({ channelId: idSchema }),
        body: channelTestSchema,
        response: { 200: channelTestAnswerSchema, ...problemResponses },
      },
    },
    async ({ params, body, session }) => {
      const user = session?.user.username;
      const result = await channels.test({ channel: params.channelId, ...body, user });
      if (result === 'no-such-channel') throw notFound('such channel');
      if (result === 'no-such-person') throw notFound('such person');
      return result;
    },
  );
}
