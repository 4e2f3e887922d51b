// One live connection for the whole app. Provides its state, the number of connects (lists reload after each), and the events.
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { Client } from '../api/client.ts';
import type { LiveEvent } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { ClockContext } from '../time/clock.tsx';
import { connectEventSource, waitOrWakeUp } from './event-source.ts';
import { runLiveFeed, type ConnectionState } from './live-feed.ts';

type Listener = (event: LiveEvent) => void;

interface Connection {
  state: ConnectionState;
  /** Counts the connections made so far. */
  count: number;
  /** When the last message arrived; null before the first. While `live`, that was a moment ago. */
  lastHeardAt: number | null;
}

interface LiveValue {
  connection: Connection;
  listeners: Set<Listener>;
}

const LiveContext = createContext<LiveValue | null>(null);

export function useConnection(): Connection {
  return useLive().connection;
}

/** The listener may change with every render. */
export function useLiveEvents(listener: Listener): void {
  const { listeners } = useLive();
  const onEvent = useEffectEvent(listener);
  useEffect(() => {
    const forward: Listener = (event) => {
      onEvent(event);
    };
    listeners.add(forward);
    return () => {
      listeners.delete(forward);
    };
  }, [listeners]);
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const { client } = useSession();
  const [connection, setConnection] = useState(firstConnection);
  const clock = useContext(ClockContext);
  const lastHeard = useRef<number | null>(null);
  const listeners = useMemo(() => new Set<Listener>(), []);
  useEffect(() => {
    const controller = new AbortController();
    void runLiveFeed(
      {
        connect: connectEventSource,
        wait: (ms, signal) => waitAndCheckSession(client, ms, signal),
        onState: (state) => {
          setConnection((old) => nextConnection(old, state, lastHeard.current));
        },
        onHeard: () => {
          lastHeard.current = clock();
        },
        onEvent: (event) => {
          for (const listener of listeners) listener(event);
        },
      },
      controller.signal,
    );
    return () => {
      controller.abort();
    };
  }, [client, clock, listeners]);
  const value = useMemo(() => ({ connection, listeners }), [connection, listeners]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

function useLive(): LiveValue {
  const value = useContext(LiveContext);
  if (!value) throw new Error('useConnection and useLiveEvents need a LiveProvider above them');
  return value;
}

const firstConnection: Connection = { state: 'connecting', count: 0, lastHeardAt: null };

function nextConnection(
  old: Connection,
  state: ConnectionState,
  lastHeardAt: number | null,
): Connection {
  return { state, lastHeardAt, count: state === 'live' ? old.count + 1 : old.count };
}

/** EventSource does not report that a session has ended; an ordinary call does, and leads to the log-in. */
async function waitAndCheckSession(client: Client, ms: number, signal: AbortSignal): Promise<void> {
  await Promise.all([waitOrWakeUp(ms, signal), client.getSession(signal)]);
}
