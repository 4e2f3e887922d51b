// Enrols the edge's key, as a supervised part of the worker. Takes the key and the connection to dispatch; retries until it gets an
// answer of dispatch itself, not of a proxy.
import { askDispatch, type DispatchLink } from '../outbox/ask-dispatch.ts';
import { openEdgeKey, type AskEnrolment, type EdgeKey, type EdgeKeyOptions } from './edge-key.ts';

/** An edge without a usable key continues with unsigned alerts, which wait at dispatch and are reported there. */
export async function openKeyOrNone(options: EdgeKeyOptions): Promise<EdgeKey> {
  try {
    return await openEdgeKey(options);
  } catch (error) {
    options.log.error(
      { error, folder: options.folder },
      'alerts are not signed: the key cannot be opened',
    );
    return {
      seal: (alert) => alert,
      sign: () => null,
      publicKey: () => null,
      enrol: () => Promise.resolve(null),
    };
  }
}

export interface KeepEnrolled {
  key: EdgeKey;
  edgeId: string;
  link: DispatchLink;
}

export async function keepEnrolled(
  { key, edgeId, link }: KeepEnrolled,
  signal: AbortSignal,
): Promise<void> {
  await key.enrol(askBy(link, edgeId), signal);
}

function askBy(link: DispatchLink, edgeId: string): AskEnrolment {
  const path = `/api/edge/workers/${encodeURIComponent(edgeId)}/key`;
  return async (enrolment, signal) => {
    const body = Buffer.from(JSON.stringify(enrolment));
    const put = { method: 'PUT', path, lane: 'pictures', type: 'application/json', body } as const;
    const answer = await askDispatch(link, { ...put, signal });
    return answer.kind === 'sealed' && answer.status === 200 ? jsonOf(answer.text) : null;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
