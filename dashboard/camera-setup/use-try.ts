// Lets an edge try an address and follows the try until it has ended. Leaving the page, or asking again, ends the following.
import { useEffect, useRef, useState } from 'react';
import type { CameraTry, NewCameraTry } from '../../contracts/index.ts';
import type { Answer, Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { useSession } from '../session/session-provider.tsx';

export interface TryState {
  edgeId: string;
  /** What was tried, to see whether the form has changed since. */
  text: string;
  /** Null until dispatch has taken it. */
  shown: CameraTry | null;
  failure: Failure | null;
}

export interface Trying {
  state: TryState | null;
  isRunning: boolean;
  ask: (wish: NewCameraTry, text: string) => void;
}

const lookEveryMs = 500;

export function useTry(): Trying {
  const { client } = useSession();
  const [state, setState] = useState<TryState | null>(null);
  const following = useRef<AbortController | null>(null);
  useEffect(() => () => following.current?.abort(), []);
  const ask = (wish: NewCameraTry, text: string) => {
    following.current?.abort();
    const own = new AbortController();
    following.current = own;
    const begun = { edgeId: wish.edgeId, text, shown: null, failure: null };
    setState(begun);
    void follow(client, wish, own.signal, (answer) => {
      if (answer.status === 'ok') setState({ ...begun, shown: answer.value });
      if (answer.status === 'error') setState({ ...begun, failure: answer });
    });
  };
  const isRunning = state !== null && state.failure === null && !hasEnded(state.shown);
  return { state, isRunning, ask };
}

async function follow(
  client: Client,
  wish: NewCameraTry,
  signal: AbortSignal,
  report: (answer: Answer<CameraTry>) => void,
): Promise<void> {
  let answer = await client.tryCamera(wish, signal);
  for (;;) {
    if (signal.aborted) return;
    report(answer);
    if (answer.status !== 'ok' || hasEnded(answer.value)) return;
    await new Promise((go) => setTimeout(go, lookEveryMs));
    answer = await client.getCameraTry(answer.value.id, signal);
  }
}

function hasEnded(shown: CameraTry | null): boolean {
  return shown?.state === 'done' || shown?.state === 'lost';
}
