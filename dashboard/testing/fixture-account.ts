/// <reference types="node" />
// The account and report pages' part of the dispatch in memory: sessions, and one report with its outcome.
import type { FastifyInstance } from 'fastify';
import { ownReportListSchema, sessionListSchema } from '../../contracts/index.ts';

const at = Date.UTC(2026, 10, 22, 1, 30);
const day = 86_400_000;

const phone = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile';
const desk = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0';
const session = { username: 'li.na', createdAt: at, expiresAt: at + day };
const sessions = [
  { ...session, id: 's1', address: '10.20.0.17', agent: phone, current: true },
  { ...session, id: 's2', address: '10.20.0.3', agent: desk, current: false },
];

const report = {
  caseId: '20261122-0009',
  kind: 'debris-pile',
  state: 'dispatched',
  outcome: 'given',
  report: {
    by: 'li.na',
    at,
    where: { gridCell: '370305001001001', text: '东门外第三棵树旁' },
    note: '两袋装修垃圾',
    photos: ['a1'.repeat(32)],
  },
  answer: { at: at + 60_000, reason: null },
};

export function serveAccount(app: FastifyInstance): void {
  app.get('/api/sessions', () => sessionListSchema.parse({ sessions }));
  app.get('/api/reports', () => ownReportListSchema.parse({ reports: [report] }));
}
