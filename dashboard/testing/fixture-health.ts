/// <reference types="node" />
// The health page's part of the dispatch in memory: problems, and two direct channels, one of which works.
import type { FastifyInstance } from 'fastify';
import {
  channelListSchema,
  channelTestAnswerSchema,
  problemListSchema,
  type ProblemList,
} from '../../contracts/index.ts';

const channels = [
  { id: 'west-group', type: 'wecom', where: 'https://qyapi.weixin.qq.com' },
  { id: 'mail', type: 'email', where: 'smtp.example.org:587' },
].map((one) => ({ ...one, problem: null, deliveredAt: null }));

export function serveHealth(app: FastifyInstance, problems: () => ProblemList): void {
  app.get('/api/problems', () => problemListSchema.parse(problems()));
  app.get('/api/channels', () => channelListSchema.parse({ channels }));
  app.post<{ Params: { id: string } }>('/api/channels/:id/test', ({ params }) =>
    channelTestAnswerSchema.parse(
      params.id === 'mail'
        ? { outcome: 'permanent', reason: 'login-refused', detail: 'EAUTH 535', tookMs: 40 }
        : { outcome: 'delivered', reason: null, detail: 'code 0: ok', tookMs: 120 },
    ),
  );
}
