// Server-sent events: what happens, as it happens, to every dashboard that listens. A listener that does not keep up is
// let go; its browser connects again and asks for the state of things.
import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';

/** A dashboard that has missed two says that it is not connected any more. */
const heartbeatMs = 10_000;
/** What may pile up for one listener. */
const maxBufferedBytes = 1024 * 1024;

export function addEventsRoute(app: App, parts: ApiParts): void {
  const streams = new Set<ServerResponse>();
  app.addHook('preClose', (done) => {
    for (const stream of streams) endNow(stream);
    done();
  });
  app.get('/api/events', { schema: { hide: true } }, (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // A proxy must pass each event on at once.
      'x-accel-buffering': 'no',
    });
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
    feed(stream, parts, request.session?.expiresAt ?? 0);
  });
}

function feed(stream: ServerResponse, { hub, clock }: ApiParts, expiresAt: number): void {
  const write = (text: string) => {
    stream.write(text);
    if (stream.writableLength > maxBufferedBytes) stream.destroy();
  };
  const beat = () => {
    write(formatEvent({ type: 'heartbeat', at: clock.now(), everyMs: heartbeatMs }));
  };
  // The first bytes tell the browser that it is connected.
  write(': connected\n\n');
  beat();
  const unsubscribe = hub.subscribe((event) => {
    write(formatEvent(event));
  });
  const heartbeat = setInterval(() => {
    if (clock.now() >= expiresAt) endNow(stream);
    else beat();
  }, heartbeatMs);
  stream.once('close', () => {
    unsubscribe();
    clearInterval(heartbeat);
  });
}

/** A browser would keep the connection for its next request, and the server would wait for it. */
function endNow(stream: ServerResponse): void {
  stream.end(() => stream.socket?.destroy());
}

export function formatEvent({ type, ...content }: LiveEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(content)}\n\n`;
}
