/// <reference types="node" />
// Cases of the fixture server: the list with the dashboard's filters, one case, and the actions on it.
import type { FastifyInstance } from 'fastify';
import {
  cameraListSchema,
  watchedCamerasSchema,
  caseActionSchema,
  caseDetailSchema,
  caseListSchema,
  caseQuerySchema,
  caseSummarySchema,
  type CaseDetail,
  type CaseState,
  type CaseSummary,
  type ListedCase,
} from '../../contracts/index.ts';
import type { z } from 'zod';
import { lastOpening } from '../cases/case-news.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';

export function serveCases(app: FastifyInstance, server: FixtureServer): void {
  app.get('/api/cases', (request) => {
    const query = caseQuerySchema.parse(request.query);
    const found = server.cases
      .filter((one) => passes(one, query))
      .sort((a, b) => lastOpening(b) - lastOpening(a) || (a.id < b.id ? 1 : -1));
    const from = Number(query.cursor ?? 0);
    const isMore = found.length > from + query.limit;
    const cases = found
      .slice(from, from + query.limit)
      .map((one) => (query.with === 'deadline' ? listedOf(one) : summaryOf(one)));
    const presentCount = server.cases.filter((one) => one.present).length;
    const nextCursor = isMore ? String(from + query.limit) : null;
    return caseListSchema.parse({ cases, presentCount, nextCursor });
  });
  app.get<{ Params: { id: string } }>('/api/cases/:id', (request, reply) => {
    const detail = server.cases.find(({ id }) => id === request.params.id);
    return detail ? caseDetailSchema.parse(detail) : refuse(reply, 404, 'no such case');
  });
  serveActions(app, server);
  app.post('/api/cameras/watched', ({ body }, reply) => {
    server.watched = watchedCamerasSchema.parse(body).cameras;
    return reply.code(204).send();
  });
  app.get('/api/cameras', () => cameraListSchema.parse({ cameras: server.cameras }));
}

type Query = z.output<typeof caseQuerySchema>;

function passes(one: CaseDetail, query: Query): boolean {
  const { kind, cameraId, present, before, open, states, ids, text, from, until } = query;
  const isOpen = one.state !== 'closed' && one.state !== 'void';
  return [
    kind === undefined || one.kind === kind,
    cameraId === undefined || one.cameraId === cameraId,
    query.fenceId === undefined || one.fenceId === query.fenceId,
    query.verdict === undefined || verdictOf(one) === query.verdict,
    present === undefined || String(one.present) === present,
    before === undefined || lastOpening(one) < before,
    open === undefined || String(isOpen) === open,
    states === undefined || states.includes(one.state),
    ids === undefined || ids.includes(one.id),
    from === undefined || one.openedAt >= from,
    until === undefined || one.openedAt < until,
    query.person === undefined || one.acknowledgedBy === query.person,
    query.cell === undefined || one.gridCell?.startsWith(query.cell) === true,
    text === undefined || `${one.id} ${one.cameraName} ${one.fenceName}`.includes(text),
  ].every(Boolean);
}

function verdictOf({ history = [] }: CaseDetail): string {
  return history.findLast(({ details }) => details?.why !== undefined)?.details?.why ?? 'none';
}

/** The part of a case that lists and live events contain. */
export function summaryOf(detail: CaseDetail): CaseSummary {
  const names = Object.keys(caseSummarySchema.shape) as (keyof CaseSummary)[];
  return caseSummarySchema.parse(Object.fromEntries(names.map((name) => [name, detail[name]])));
}

function listedOf(detail: CaseDetail): ListedCase {
  const given = detail.history?.findLast(({ details }) => details?.to !== undefined);
  return {
    ...summaryOf(detail),
    deadline: detail.deadlines?.[0] ?? null,
    assignee: given?.details?.to ?? null,
  };
}

const after: Partial<Record<string, CaseState>> = {
  confirm: 'dispatched',
  dismiss: 'void',
  acknowledge: 'acknowledged',
  transfer: 'dispatched',
  dispatch: 'dispatched',
  close: 'closed',
};

function serveActions(app: FastifyInstance, server: FixtureServer): void {
  const change = (detail: CaseDetail, part: Partial<CaseDetail>) => {
    Object.assign(detail, part);
    server.push({ type: 'case', case: summaryOf(detail) });
    return caseDetailSchema.parse(detail);
  };
  const taken = () => ({ acknowledgedAt: Date.now(), acknowledgedBy: server.user.username });
  app.post<{ Params: { id: string } }>('/api/cases/:id/acknowledge', (request, reply) => {
    const detail = server.cases.find(({ id }) => id === request.params.id);
    if (!detail) return refuse(reply, 404, 'no such case');
    return change(detail, { state: 'acknowledged', ...taken() });
  });
  app.post<{ Params: { id: string } }>('/api/cases/:id/transitions', (request, reply) => {
    const detail = server.cases.find(({ id }) => id === request.params.id);
    if (!detail) return refuse(reply, 404, 'no such case');
    const action = caseActionSchema.parse(request.body);
    if (action.action === 'acknowledge' && detail.state === 'acknowledged')
      return refuse(reply, 409, 'somebody has taken it on', 'already-acknowledged');
    const state = after[action.action] ?? detail.state;
    return change(detail, { state, ...(action.action === 'acknowledge' ? taken() : {}) });
  });
}
