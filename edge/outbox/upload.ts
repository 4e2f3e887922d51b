// An upload: a picture or clip of an incident, a glimpse or a block of the observation log on its way to dispatch over HTTP.
// Takes the file's place on disk; an answer of the server becomes an outcome, since only some failures are worth another try.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { idSchema, withoutCredentials } from '../../contracts/index.ts';
import type { SendOutcome } from './drain.ts';

/** Name of the file in the uploads folder. */
const file = z.string().regex(/^[\w.-]+$/, 'expected a plain file name');
const epochMs = z.number().int().nonnegative();

export const uploadSchema = z.strictObject({
  kind: z.enum(['picture', 'clip']),
  incidentId: z.string().min(1),
  file,
});
export type Upload = z.infer<typeof uploadSchema>;

/** What back-tests need of the past. */
export const pastUploadSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('glimpse'), cameraId: idSchema, at: epochMs, file }),
  z.strictObject({
    kind: z.literal('observations'),
    ...{ cameraId: idSchema, from: epochMs, to: epochMs, file },
  }),
]);
export type PastUpload = z.infer<typeof pastUploadSchema>;

export interface Dispatch {
  /** Without a path. */
  url: string;
  token: string | null;
  /** Replaced in tests. */
  fetch?: typeof fetch;
}

const timeoutMs = 30_000;
const contentTypes = {
  picture: 'image/jpeg',
  clip: 'video/mp4',
  glimpse: 'image/jpeg',
  observations: 'application/octet-stream',
} as const;

export async function sendUpload(
  upload: Upload | PastUpload,
  path: string,
  dispatch: Dispatch,
): Promise<SendOutcome> {
  const body = await readFile(path).catch(() => null);
  if (body === null) return { outcome: 'permanent', reason: 'its file is gone' };
  return putToDispatch(dispatch, addressOf(upload), { type: contentTypes[upload.kind], body });
}

function addressOf(upload: Upload | PastUpload): string {
  switch (upload.kind) {
    case 'picture':
    case 'clip':
      return `/api/edge/incidents/${encodeURIComponent(upload.incidentId)}/${upload.kind}`;
    case 'glimpse':
      return `/api/edge/cameras/${upload.cameraId}/glimpses/${upload.at}`;
    case 'observations':
      return `/api/edge/cameras/${upload.cameraId}/observations/${upload.from}-${upload.to}`;
  }
}

export async function putToDispatch(
  { url, token, fetch: send = fetch }: Dispatch,
  path: string,
  content: { type: string; body: string | Uint8Array<ArrayBuffer> },
): Promise<SendOutcome> {
  try {
    const response = await send(new URL(path, url), {
      method: 'PUT',
      headers: {
        'content-type': content.type,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: content.body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return outcomeOf(response.status, withoutCredentials(url));
  } catch (error) {
    const problem = { code: 'dispatch-unreachable', subject: withoutCredentials(url) } as const;
    const reason = `dispatch: ${describeFailure(error)}`;
    return { outcome: 'retry', reason, scope: 'everything', problem };
  }
}

/** A wrong token or an overloaded server can be mended; a refusal of this very upload cannot. */
export function outcomeOf(status: number, dispatchUrl = 'dispatch'): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const reason = `dispatch answers ${status}`;
  const isLogin = status === 401 || status === 403;
  if (status >= 400 && status < 500 && !isLogin && status !== 408 && status !== 429)
    return { outcome: 'permanent', reason };
  const code = isLogin ? 'dispatch-login-refused' : 'dispatch-refuses';
  const problem = { code, subject: dispatchUrl, values: { status } } as const;
  const scope = isLogin || status === 429 ? 'everything' : 'this';
  return { outcome: 'retry', reason, scope, problem };
}

/** The cause in a few words. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ''
    ? error.cause.message
    : error.message;
}
