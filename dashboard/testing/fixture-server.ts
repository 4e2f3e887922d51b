/// <reference types="node" />
// A dispatch in memory for the browser tests: the same API, every answer checked with the contract's schemas, live
// events on demand, and faults on demand. Takes the folder of the built dashboard.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import {
  liveEventSchema,
  logInSchema,
  problemSchema,
  sessionSchema,
  type CameraView,
  type CaseDetail,
  type FenceVersion,
  type LiveEvent,
  type NumbersQuery,
  type NumbersRow,
  type ProblemList,
  type User,
} from '../../contracts/index.ts';
import { serveCases, summaryOf } from './fixture-cases.ts';
import { emptyDutyFixture, serveDesk, type DutyFixture } from './fixture-desk.ts';
import { serveAccount } from './fixture-account.ts';
import { serveFences } from './fixture-fences.ts';
import { emptyQualityFixture, serveQuality, type QualityFixture } from './fixture-quality.ts';
import { serveHealth } from './fixture-health.ts';
import {
  emptyCameraSetup,
  serveCameraSetup,
  type CameraSetupFixture,
} from './fixture-camera-setup.ts';
import { emptyPeople, servePeople, type PeopleFixture } from './fixture-people.ts';
import { serveMedia } from './fixture-media.ts';
import { serveHistory, type CameraHistory } from './fixture-history.ts';
import { serveAssets } from './serve-assets.ts';

export interface FixtureServer {
  readonly url: string;
  readonly password: string;
  user: User;
  cases: CaseDetail[];
  cameras: CameraView[];
  /** What a dashboard said last that it shows. */
  watched: string[];
  /** All versions of all fences, oldest first. */
  fences: FenceVersion[];
  /** History and current observations by camera; empty for others. */
  histories: Map<string, CameraHistory>;
  /** Current and past problems. */
  problems: ProblemList;
  /** Who is on duty, and the roster. */
  duty: DutyFixture;
  numbers: (query: NumbersQuery) => NumbersRow[];
  quality: QualityFixture;
  /** The cameras that administrators add, and the edges that ask for cameras. */
  cameraSetup: CameraSetupFixture;
  /** The people, units, shifts and log-ins. */
  people: PeopleFixture;
  /** Every user gets blurred copies. */
  isBlurred: boolean;
  /** Calls that get no answer for now: the method and path. */
  hanging: Set<string>;
  /** No heartbeat is sent. */
  isMute: boolean;
  /** Calls that are refused for now: the method and path, and the status. */
  refusals: Map<string, number>;
  /** The requests of the API so far, as `GET /api/cases?…`. */
  requests: string[];
  /** Sends a live event to every open page. */
  push(event: LiveEvent): void;
  /** A case appears or changes: it is added to the list and sent live. */
  pushCase(detail: CaseDetail): void;
  /** Breaks all live connections; while `refuse` is set, new ones are refused. */
  dropLive(refuse: boolean): void;
  /** The number of open live connections. */
  liveCount(): number;
  /** Somebody is logged in: the cookie. */
  openSession(): { name: string; value: string; url: string };
  hasSession(value: string | null): boolean;
  endSessions(): void;
  stop(): Promise<void>;
}

export interface FixtureServerOptions {
  assetsDir: string;
  cases: CaseDetail[];
  cameras: CameraView[];
  fences: FenceVersion[];
}

export async function startFixtureServer(options: FixtureServerOptions): Promise<FixtureServer> {
  const app = Fastify({ forceCloseConnections: true });
  const live = new Set<FastifyReply>();
  const sessions = new Set<string>();
  const server = createControls(app, options, { live, sessions });
  guard(app, server, sessions);
  serveSession(app, server, sessions);
  serveCases(app, server);
  serveDesk(app, server);
  serveAccount(app);
  serveFences(app, server);
  serveHistory(app, () => server.histories);
  serveMedia(app, server);
  serveQuality(app, server);
  serveCameraSetup(app, server);
  servePeople(app, server);
  serveHealth(app, () => server.problems);
  serveLive(app, server, live);
  serveAssets(app, options.assetsDir);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return Object.assign(server, { url });
}

function createControls(
  app: FastifyInstance,
  { cases, cameras, fences }: FixtureServerOptions,
  { live, sessions }: { live: Set<FastifyReply>; sessions: Set<string> },
): FixtureServer {
  const server: FixtureServer = {
    url: '',
    password: 'correct horse',
    user: { username: 'li.na', role: 'responder' },
    cases,
    cameras,
    watched: [],
    fences,
    histories: new Map(),
    problems: { present: [], past: [] },
    duty: emptyDutyFixture(),
    numbers: () => [],
    quality: emptyQualityFixture(),
    cameraSetup: emptyCameraSetup(),
    people: emptyPeople(),
    isBlurred: false,
    hanging: new Set(),
    isMute: false,
    refusals: new Map(),
    requests: [],
    push: (event) => {
      const { type, ...rest } = liveEventSchema.parse(event);
      for (const reply of live)
        reply.raw.write(`event: ${type}\ndata: ${JSON.stringify(rest)}\n\n`);
    },
    pushCase: (detail) => {
      server.cases = [...server.cases.filter(({ id }) => id !== detail.id), detail];
      server.push({ type: 'case', case: summaryOf(detail) });
    },
    dropLive: (refuse) => {
      if (refuse) server.refusals.set('GET /api/events', 503);
      else server.refusals.delete('GET /api/events');
      for (const reply of live) reply.raw.destroy();
    },
    liveCount: () => live.size,
    ...createSessionControls(() => server.url, sessions),
    stop: () => app.close(),
  };
  return server;
}

function createSessionControls(
  url: () => string,
  sessions: Set<string>,
): Pick<FixtureServer, 'openSession' | 'hasSession' | 'endSessions'> {
  return {
    openSession: () => {
      const value = randomUUID().replaceAll('-', '');
      sessions.add(value);
      return { name: 'session', value, url: url() };
    },
    hasSession: (value) => value !== null && sessions.has(value),
    endSessions: () => {
      sessions.clear();
    },
  };
}

const openCalls = new Set([
  ...['GET /api/log-in', 'POST /api/session'],
  ...['POST /api/invitations/look', 'POST /api/invitations/follow'],
]);

/** Records every call, refuses the configured ones, and those without a session. */
function guard(app: FastifyInstance, server: FixtureServer, sessions: Set<string>): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (!path.startsWith('/api/')) return;
    server.requests.push(`${request.method} ${request.url}`);
    // No answer: the request hangs until its sender gives up.
    if (server.hanging.has(`${request.method} ${path}`)) reply.hijack();
    const refusal = server.refusals.get(`${request.method} ${path}`);
    if (refusal !== undefined) return refuse(reply, refusal, 'refused by the test');
    const isOpen = openCalls.has(`${request.method} ${path}`);
    const [, session = ''] = /session=(\w+)/.exec(request.headers.cookie ?? '') ?? [];
    if (!isOpen && !sessions.has(session)) return refuse(reply, 401, 'log in first');
    return undefined;
  });
}

function serveSession(app: FastifyInstance, server: FixtureServer, sessions: Set<string>): void {
  const session = () =>
    sessionSchema.parse({
      ...(server.isBlurred && { blurred: true }),
      user: server.user,
      site: { name: '示范街道', timezone: 'Asia/Shanghai' },
    });
  app.get('/api/session', session);
  app.get('/api/log-in', () => ({ provider: null }));
  app.post('/api/session', (request, reply) => {
    const { username, password } = logInSchema.parse(request.body);
    if (username !== server.user.username || password !== server.password)
      return refuse(reply, 401, 'user name or password is wrong');
    const { name, value } = server.openSession();
    return reply
      .header('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`)
      .send(session());
  });
  app.delete('/api/session', (_, reply) => {
    sessions.clear();
    return reply.code(204).send();
  });
}

function serveLive(app: FastifyInstance, server: FixtureServer, live: Set<FastifyReply>): void {
  app.get('/api/events', (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const beat = () => {
      if (server.isMute) return;
      const text = JSON.stringify({ at: Date.now(), everyMs: 10_000 });
      reply.raw.write(`event: heartbeat\ndata: ${text}\n\n`);
    };
    beat();
    const beating = setInterval(beat, 5000);
    live.add(reply);
    reply.raw.on('close', () => {
      clearInterval(beating);
      live.delete(reply);
    });
  });
}

export function refuse(
  reply: FastifyReply,
  status: number,
  message: string,
  error = String(status),
) {
  return reply.code(status).send(problemSchema.parse({ error, message }));
}
