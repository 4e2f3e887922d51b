// Asks the holder of a folder through the socket of its lock. Takes the socket's path; returns the holder's answer, or null when
// there is certainly no holder.
import { connect } from 'node:net';
import { hostname } from 'node:os';

export type ClaimState = 'claiming' | 'holding';

export interface Holder {
  state: ClaimState;
  /** Null when it does not answer: it may be suspended, or of an earlier release. */
  who: string | null;
  pid: number;
  host: string;
}

/** A suspended process accepts the connection but does not answer. */
const patienceMs = 1000;
/** After any other error the holder may still be alive. */
const certainlyDead: readonly unknown[] = ['ECONNREFUSED', 'ENOENT'];
const silent: Holder = { state: 'holding', who: null, pid: 0, host: '' };

export function claimText(state: ClaimState, who: string): string {
  return JSON.stringify({ state, who, pid: process.pid, host: hostname() });
}

export function askHolder(path: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = '';
    const finish = (holder: Holder | null) => {
      socket.destroy();
      resolve(holder);
    };
    socket.setTimeout(patienceMs, () => {
      finish(silent);
    });
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.once('end', () => {
      finish(parseHolder(text));
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      finish(certainlyDead.includes(error.code) ? null : silent);
    });
  });
}

function parseHolder(text: string): Holder {
  try {
    const said = JSON.parse(text) as Partial<Record<keyof Holder, unknown>> | null;
    return {
      state: said?.state === 'claiming' ? 'claiming' : 'holding',
      who: typeof said?.who === 'string' ? said.who.slice(0, 200) : null,
      pid: typeof said?.pid === 'number' ? said.pid : 0,
      host: typeof said?.host === 'string' ? said.host.slice(0, 200) : '',
    };
  } catch {
    return silent;
  }
}
