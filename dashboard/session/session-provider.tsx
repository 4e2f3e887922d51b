// Asks once who is logged in, then shows the log-in or the app. The address is unchanged, so that after the log-in users are
// where they wanted to go.
import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  type Dispatch,
  type ReactNode,
} from 'react';
import { createClient, type Client } from '../api/client.ts';
import type { KindFile, Session } from '../../contracts/index.ts';
import type { DeviceStore } from '../offline/device-store.ts';
import { forgetPerson, wipeOfOthers } from '../offline/forget-person.ts';
import { BlurredContext } from '../shared/blurred.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { useDeviceStore } from './device-store-context.ts';
import { LogInPage } from './log-in-page.tsx';
import { OwnKindsProvider } from './own-kinds-provider.tsx';
import { reduceSession, type SessionAction } from './session-state.ts';
import { useInvitation } from './use-invitation.ts';

/** Most people never see it. */
const InvitationPage = lazy(() => import('./invitation-page.tsx'));

interface SessionValue {
  client: Client;
  session: Session;
  timezone: string;
  logOut: () => Promise<void>;
}

const noKinds: readonly KindFile[] = [];
const SessionContext = createContext<SessionValue | null>(null);

/** For components inside the app: there is always a session. */
export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession needs a SessionProvider above it');
  return value;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, dispatch] = useReducer(reduceSession, { status: 'checking' });
  const store = useDeviceStore();
  const client = useMemo(() => createBrowserClient(dispatch, store), [store]);
  const { code, forget } = useInvitation();
  const isChecking = state.status === 'checking';
  useEffect(() => {
    if (!isChecking) return;
    const controller = new AbortController();
    void checkSession(client, dispatch, controller.signal);
    return () => {
      controller.abort();
    };
  }, [client, isChecking]);

  const enter = (session: Session) => {
    forget();
    void wipeOfOthers(store, session).then(() => {
      dispatch({ type: 'found', session });
    });
  };
  if (code !== null)
    return (
      <Suspense fallback={<div className="splash" aria-busy="true" />}>
        <InvitationPage client={client} code={code} onLogIn={enter} onLeave={forget} />
      </Suspense>
    );
  switch (state.status) {
    case 'checking':
      return <div className="splash" aria-busy="true" />;
    case 'unreachable':
      return (
        <main className="splash">
          <FailureNote
            failure={state.failure}
            onRetry={() => {
              dispatch({ type: 'check' });
            }}
          />
        </main>
      );
    case 'out':
      return <LogInPage client={client} ended={state.ended} onLogIn={enter} />;
    case 'in':
      return (
        <SessionContext value={createValue({ client, store, dispatch }, state.session)}>
          <BlurredContext value={state.session.blurred === true}>
            <OwnKindsProvider written={state.session.site?.kinds ?? noKinds}>
              {children}
            </OwnKindsProvider>
          </BlurredContext>
        </SessionContext>
      );
  }
}

function createBrowserClient(dispatch: Dispatch<SessionAction>, store: DeviceStore): Client {
  return createClient({
    fetch: (...args) => fetch(...args),
    onSessionEnd: () => {
      dispatch({ type: 'ended' });
    },
    kept: {
      keep: (path, value) => void store.keepAnswer(path, value, Date.now()),
      find: async (path) => (await store.answer(path))?.value,
    },
  });
}

async function checkSession(
  client: Client,
  dispatch: Dispatch<SessionAction>,
  signal: AbortSignal,
): Promise<void> {
  const answer = await client.getSession(signal);
  if (answer.status === 'ok') dispatch({ type: 'found', session: answer.value });
  if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
}

interface ValueParts {
  client: Client;
  store: DeviceStore;
  dispatch: Dispatch<SessionAction>;
}

function createValue({ client, store, dispatch }: ValueParts, session: Session): SessionValue {
  return {
    client,
    session,
    timezone: session.site?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    logOut: async () => {
      await client.logOut();
      await forgetPerson(store);
      dispatch({ type: 'logged-out' });
    },
  };
}
