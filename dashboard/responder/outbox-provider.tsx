// Provides the outbox of this phone for the logged-in user: sent when there is a connection, the same in all tabs.
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { CaseDetail } from '../../contracts/index.ts';
import { useConnection } from '../live/live-provider.tsx';
import { createOutbox, type Outbox } from '../offline/outbox.ts';
import type { QueuedStep } from '../offline/queued-step.ts';
import { useDeviceStore } from '../session/device-store-context.ts';
import { useSession } from '../session/session-provider.tsx';
import { ClockContext } from '../time/clock.tsx';

type SentListener = (detail: CaseDetail) => void;
interface OutboxValue {
  outbox: Outbox;
  sent: Set<SentListener>;
}
const OutboxContext = createContext<OutboxValue | null>(null);

/** How often waiting steps are retried, if no event reports a connection. */
const retryMs = 15_000;
const channelName = 'fencewatch-outbox';

export function OutboxProvider({ children }: { children: ReactNode }) {
  const { client, session } = useSession();
  const store = useDeviceStore();
  const clock = useContext(ClockContext);
  const { username } = session.user;
  const value = useMemo(() => {
    const sent = new Set<SentListener>();
    const onSent: SentListener = (detail) => {
      for (const listener of sent) listener(detail);
    };
    const outbox = createOutbox({
      store,
      client,
      user: username,
      clock,
      alone,
      onSent,
      tell: () => {
        const channel = new BroadcastChannel(channelName);
        channel.postMessage('changed');
        channel.close();
      },
    });
    return { outbox, sent };
  }, [store, client, username, clock]);
  useSending(value.outbox);
  return <OutboxContext value={value}>{children}</OutboxContext>;
}

/** Two tabs send one after the other; in a browser without locks only one tab sends. */
function alone(work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? locks.request(channelName, work) : work();
}

function useSending(outbox: Outbox): void {
  const { count } = useConnection();
  useEffect(() => {
    void outbox.refresh().then(() => outbox.sendAll());
  }, [outbox, count]);
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = () => void outbox.refresh();
    const send = () => {
      if (outbox.list().some(({ refusal }) => refusal === null)) void outbox.sendAll();
    };
    const timer = setInterval(send, retryMs);
    addEventListener('online', send);
    return () => {
      channel.close();
      clearInterval(timer);
      removeEventListener('online', send);
    };
  }, [outbox]);
}

export function useOutbox(): Outbox {
  const value = useContext(OutboxContext);
  if (!value) throw new Error('useOutbox needs an OutboxProvider above it');
  return value.outbox;
}

/** Waiting and refused steps. */
export function useQueuedSteps(): readonly QueuedStep[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.listen, outbox.list);
}

/** Called with each case that a sent step has changed. */
export function useSent(listener: SentListener): void {
  const value = useContext(OutboxContext);
  useEffect(() => {
    value?.sent.add(listener);
    return () => {
      value?.sent.delete(listener);
    };
  }, [value, listener]);
}
