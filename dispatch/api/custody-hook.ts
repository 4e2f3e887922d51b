// Records in the custody log what people request, before they get the answer: who, from where, with which result. If the log
// cannot be written, nothing is shown. Takes the table of recorded requests; refusals of all routes are recorded too.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CustodyNote } from '../evidence/custody-draft.ts';
import { accessOf } from './access.ts';
import type { ApiParts, App } from './api-parts.ts';
import { custodyTable, type CustodyRule } from './custody-table.ts';
import { hasPixels } from './originals.ts';
import { ProblemError } from './problem.ts';
import { createRecentlyNoted, type RecentlyNoted } from './recently-noted.ts';

/** Repeated requests without a log-in are not recorded, so that nobody can fill the log. */
const strangersOnceInMs = 60_000;
/** Also every change by a route that is not in the table, and every refusal. */
const other: CustodyRule = { act: 'access' };

export function addCustodyHook(
  app: App,
  parts: Pick<ApiParts, 'custody' | 'clock' | 'log' | 'site'>,
): void {
  const recent = createRecentlyNoted(parts.clock);
  app.addHook('onSend', async (request, reply, payload) => {
    const route = routeOf(request);
    const rule = custodyTable[route] ?? (isOfPerson(request, reply.statusCode) ? other : null);
    if (rule === null || reply.statusCode === 503) return payload;
    const form = formOf(request, reply, parts);
    const answer = { route, rule, status: reply.statusCode, payload, form };
    const note = noteOf(request, answer, parts.clock.now());
    if (isNotedAlready(recent, request, { ...answer, note })) return payload;
    try {
      await parts.custody.note(note);
    } catch (error) {
      parts.log.error(
        { error, route },
        'the custody log accepts no entries: evidence is not shown',
      );
      reply.removeHeader('content-length').removeHeader('content-range').type('application/json');
      throw new ProblemError(
        503,
        'custody-log-away',
        'this cannot be shown now: the custody log cannot record it',
      );
    }
    return payload;
  });
}

function routeOf({ method, routeOptions }: FastifyRequest): string {
  return `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`;
}

/** Requests of edges and of public pages are not recorded. */
function isOfPerson(request: FastifyRequest, status: number): boolean {
  const rule = accessOf(request.method, request.routeOptions.url ?? '');
  if (!Array.isArray(rule?.who)) return false;
  return status === 401 || status === 403 || !['GET', 'HEAD'].includes(request.method);
}

/** Whether the original or the copy was shown, on a site that blurs for some roles. */
function formOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { site }: Pick<ApiParts, 'site'>,
): Answer['form'] {
  if (site.blurredFor.length === 0 || !hasPixels(reply)) return null;
  return request.isBlurred ? 'blurred' : 'original';
}

interface Answer {
  route: string;
  rule: CustodyRule;
  status: number;
  payload: unknown;
  /** Only if some role gets blurred copies. */
  form: 'original' | 'blurred' | null;
}

function isNotedAlready(
  recent: RecentlyNoted,
  request: FastifyRequest,
  { route, rule, status, note }: Answer & { note: CustodyNote },
): boolean {
  const who = note.person?.actor ?? null;
  const form = [note.details?.['as'] ?? null, note.details?.['form'] ?? null];
  const about = JSON.stringify([who, request.ip, rule.act, note.subject, form, status >= 400]);
  if (status === 401 && route !== 'POST /api/session')
    return recent.has(`${about} ${route}`, strangersOnceInMs);
  const { onceInMs } = rule;
  return onceInMs !== undefined && recent.has(about, onceInMs);
}

function noteOf(request: FastifyRequest, answer: Answer, at: number): CustodyNote {
  const { route, rule, status, payload, form } = answer;
  const body = textsOf(request.body);
  const refusedAs = status >= 400 ? wordOf(payload) : null;
  const user = request.session?.user ?? null;
  const asked = textsOf(request.query);
  const isDownload = rule.act === 'clip-played' && 'download' in asked;
  return {
    at,
    act: isDownload ? 'clip-downloaded' : rule.act,
    outcome: status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'done',
    subject: {
      ...subjectOf(request.params),
      ...(rule.fields && body['caseId'] !== undefined && { case: body['caseId'] }),
    },
    details: {
      route,
      ...(refusedAs !== null && { refusal: refusedAs }),
      ...(asked['as'] !== undefined && { as: asked['as'] }),
      ...(form !== null && { form }),
      ...fieldsOf(body, rule.fields),
      ...(typeof request.exportId === 'string' && { export: request.exportId }),
      ...(body['action'] !== undefined && { action: body['action'] }),
    },
    person: {
      actor: user?.username ?? body['username'] ?? request.claimedName,
      role: user?.role ?? null,
      address: request.ip,
      reason: body['reason'] ?? null,
    },
  };
}

function fieldsOf(
  body: Readonly<Record<string, string>>,
  fields: readonly string[] = [],
): Record<string, string> {
  const found = fields.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]]));
  return Object.fromEntries(found) as Record<string, string>;
}

/** The path parameters by subject: `caseId` is a `case`. */
function subjectOf(params: unknown): Record<string, string> {
  const named = Object.entries(textsOf(params)).map(([key, value]) => [
    key === '*' ? 'file' : key.replace(/Id$/, ''),
    value,
  ]);
  return Object.fromEntries(named.filter(([key]) => key !== 'username')) as Record<string, string>;
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const texts = Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' || typeof one === 'number' ? [[key, String(one)]] : [],
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

/** The code of a refusal, from the body of the answer. */
function wordOf(payload: unknown): string {
  const [, word = 'unknown'] =
    typeof payload === 'string' ? (/"error":"([a-z-]{1,60})"/.exec(payload) ?? []) : [];
  return word;
}
