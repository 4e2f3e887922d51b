// One open stream of server-sent events: writes to it while its session is valid, and ends it with a reason. Failures of the
// stream stay inside. Takes the stream and its owner; returns a function that ends it.
import type { ServerResponse } from 'node:http';
import type { CellLimit, LiveEvent } from '../../contracts/index.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { Clock } from '../../host/clock.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import { eventWithin } from './event-within.ts';
import { messageOf } from '../../host/error-message.ts';

/**
 * Why a stream ended: its session ended (log-out or expiry), the listener does not read, has too many open streams or has
 * disconnected, the stream failed, or dispatch stops.
 */
export type StreamEnd =
  'session-ended' | 'session-expired' | 'too-slow' | 'too-many' | 'gone' | 'failed' | 'stopping';

/** The owner, and the expiry. */
export interface Listener {
  /** Of the session or token. */
  id: string;
  expiresAt: number;
  /** The current session or token; null once it has ended. */
  ask: () => Promise<Session | null>;
  /** The cells whose events the listener gets. */
  cells: CellLimit;
}

export interface EventStreamOptions extends Listener {
  stream: ServerResponse;
  hub: LiveHub;
  wall: Pick<CameraWall, 'cellOf'>;
  sessions: Pick<Sessions, 'onEnded'>;
  clock: Clock;
  log: Log;
  onEnd: () => void;
}

export interface EventStream {
  end(reason: StreamEnd): void;
}

/** A dashboard that misses two shows that it is disconnected. */
const heartbeatMs = 10_000;
/** The most that may be buffered for one listener. */
const maxBufferedBytes = 1024 * 1024;
/** How long a listener has to read the rest before the end. */
const closingWaitMs = 1000;

export function openEventStream(options: EventStreamOptions): EventStream {
  const { stream, hub, wall, sessions, id, clock, log } = options;
  const listener = { cells: options.cells };
  const undo: (() => void)[] = [];
  let isOpen = true;
  const end = (reason: StreamEnd) => {
    if (!isOpen) return;
    isOpen = false;
    for (const step of undo) step();
    options.onEnd();
    if (reason === 'too-slow')
      log.warn({ reason }, 'an event stream was closed: it did not keep up');
    close(stream, reason);
  };
  const write = (text: string) => {
    if (!isOpen) return;
    if (clock.now() >= options.expiresAt) {
      end('session-expired');
      return;
    }
    stream.write(text);
    if (stream.writableLength > maxBufferedBytes) end('too-slow');
  };
  listenForTheEnd(options, end);
  undo.push(
    sessions.onEnded(id, () => {
      end('session-ended');
    }),
  );
  const tell = (event: LiveEvent) => {
    const heard = eventWithin(listener.cells, event, wall);
    if (heard !== null) write(formatEvent(heard));
  };
  undo.push(hub.subscribe(tell));
  undo.push(startHeartbeat(options, { write, end, listener }));
  // The first bytes tell the browser that the connection is open.
  write(': connected\n\n');
  write(heartbeat(clock));
  return { end };
}

/** An unhandled error event would end the process. */
function listenForTheEnd(
  { stream, log }: EventStreamOptions,
  end: (reason: StreamEnd) => void,
): void {
  stream.on('error', (error) => {
    log.debug({ error: messageOf(error) }, 'a stream of live events failed');
    end('failed');
  });
  stream.once('close', () => {
    end('gone');
  });
}

interface StreamSteps {
  write: (text: string) => void;
  end: (reason: StreamEnd) => void;
  listener: { cells: CellLimit };
}

/**
 * Also checks whether the session is still valid: another process may have ended it. Returns a function that stops the
 * checks.
 */
function startHeartbeat(
  { ask, clock }: EventStreamOptions,
  { write, end, listener }: StreamSteps,
): () => void {
  const beat = async () => {
    // While the store is unreachable the stream goes on until it expires.
    const session = await ask().catch(() => undefined);
    if (session === null) {
      end('session-ended');
      return;
    }
    // The user's cells may have changed.
    if (session !== undefined) listener.cells = session.user.cells;
    write(heartbeat(clock));
  };
  const timer = setInterval(() => void beat(), heartbeatMs);
  return () => {
    clearInterval(timer);
  };
}

function heartbeat(clock: Clock): string {
  return formatEvent({ type: 'heartbeat', at: clock.now(), everyMs: heartbeatMs });
}

/** A browser would keep the connection for its next request; a client that does not read would keep it for ever. */
function close(stream: ServerResponse, reason: StreamEnd): void {
  if (reason === 'too-slow' || reason === 'gone' || reason === 'failed') {
    stream.destroy();
    return;
  }
  const patience = setTimeout(() => stream.destroy(), closingWaitMs);
  stream.once('close', () => {
    clearTimeout(patience);
  });
  stream.end(() => stream.socket?.destroy());
}

export function formatEvent({ type, ...content }: LiveEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(content)}\n\n`;
}
