// Server-sent events for all open dashboards. A listener that cannot keep up is disconnected; its browser reconnects and loads
// the current state.
import type { ApiParts, App } from './api-parts.ts';
import { findCaller } from './callers.ts';
import { openEventStream, type EventStream } from './event-stream.ts';
import { ProblemError } from './problem.ts';

/** Open tabs of one person; the oldest stream ends when there is one more. */
const maxStreamsASession = 20;
const maxStreams = 1000;

export function addEventsRoute(app: App, parts: ApiParts): void {
  const open = new Map<EventStream, string>();
  app.addHook('preClose', (done) => {
    for (const stream of [...open.keys()]) stream.end('stopping');
    done();
  });
  app.get('/api/events', (request, reply) => {
    // The access table admits only logged-in users.
    const { id, expiresAt, user } = request.session ?? { id: '', expiresAt: 0, user: null };
    makeRoom(open, id);
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // A proxy must pass on each event at once.
      'x-accel-buffering': 'no',
    });
    const { hub, sessions, wall, clock, log } = parts;
    const onEnd = () => open.delete(events);
    const ask = async () => (await findCaller(request, parts)).session;
    const whose = { id, expiresAt, ask, cells: user?.cells, onEnd };
    const events = openEventStream({ stream, hub, sessions, wall, clock, log, ...whose });
    if (!stream.destroyed) open.set(events, id);
  });
}

/** @throws when there is no room for another listener */
function makeRoom(open: Map<EventStream, string>, id: string): void {
  const own = [...open].filter(([, of]) => of === id).map(([stream]) => stream);
  if (own.length >= maxStreamsASession) own[0]?.end('too-many');
  if (open.size >= maxStreams)
    throw new ProblemError(503, 'busy', 'too many event streams: try again later');
}
