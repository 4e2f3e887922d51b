// Uploads a file to dispatch over HTTP: a picture or clip of an incident, a thumbnail, or a block of the observation log. Takes
// the path of the file. It is delivered when dispatch's receipt has its hash, moved aside when dispatch itself refuses it
// permanently, and waits in all other cases.
import { z } from 'zod';
import {
  fileSealHeader,
  fileSealValue,
  idSchema,
  incidentIdSchema,
  noFileSeal,
  withoutCredentials,
  type AlertSeal,
} from '../../contracts/index.ts';
import { fileSealText } from '../../evidence/alert-seal.ts';
import { systemClock, type Clock } from '../../host/clock.ts';
import {
  addressAt,
  askDispatch,
  createAgent,
  usualStallMs,
  type DispatchLink,
} from './ask-dispatch.ts';
import { describeFailure } from './describe-failure.ts';
import { createDispatchWatch } from './dispatch-watch.ts';
import type { SendOutcome } from './drain.ts';
import { sendFile, type SendResult } from './send-file.ts';
import { setAside } from './set-aside.ts';
import { createUploadLine, type Lane } from './upload-line.ts';

export { addressAt } from './ask-dispatch.ts';
export { describeFailure } from './describe-failure.ts';

/** Name of the file in the uploads folder. */
const file = z.string().regex(/^[\w.-]{1,240}$/, 'expected a plain file name');
const epochMs = z.number().int().nonnegative();

export const uploadSchema = z.strictObject({
  kind: z.enum(['picture', 'clip', 'no-clip']),
  incidentId: incidentIdSchema,
  /** Sequence of the alert that opened the incident this time; the first one in entries of earlier releases. */
  opening: z.number().int().positive().optional(),
  file,
});
export type Upload = z.infer<typeof uploadSchema>;

/** History for back-tests. */
export const historyUploadSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('thumbnail'), cameraId: idSchema, at: epochMs, file }),
  z.strictObject({
    kind: z.literal('observations'),
    cameraId: idSchema,
    from: epochMs,
    to: epochMs,
    file,
  }),
]);
export type HistoryUpload = z.infer<typeof historyUploadSchema>;

type SignText = (text: string) => AlertSeal | null;
type WholeFile = { sha256: string; bytes: number };

export interface Dispatch {
  /** May have a path; dispatch answers below it. */
  url: string;
  token: string | null;
  /** Replaced in tests. */
  fetch?: typeof fetch;
  /** The scheduler that all uploads share; one without a limit when absent. */
  link?: DispatchLink;
}

export interface DispatchOptions {
  url: string;
  token: string | null;
  /** Null for no limit. */
  uploadLimit?: number | null;
  stallMs?: number;
  clock?: Clock;
}

export function openDispatch(options: DispatchOptions): Dispatch & { link: DispatchLink } {
  const { url, token, uploadLimit = null, stallMs = usualStallMs, clock = systemClock } = options;
  const line = createUploadLine(uploadLimit, clock);
  const watch = createDispatchWatch(url, clock);
  return { url, token, link: { url, token, line, watch, agent: createAgent(url), stallMs } };
}

export interface SendUploadOptions {
  /** Folder for files that dispatch refuses for good. */
  aside?: string;
  now?: number;
  /** Null while this edge has no key. */
  sign?: SignText | undefined;
}

export async function sendUpload(
  upload: Upload | HistoryUpload,
  path: string,
  dispatch: Dispatch,
  { aside, now = Date.now(), sign = () => null }: SendUploadOptions = {},
): Promise<SendOutcome> {
  const link = dispatch.link ?? openDispatch(dispatch).link;
  try {
    const lane = laneOf(upload.kind);
    const headersOf = (file: WholeFile) => sealHeaders(upload, file, sign);
    const result = await sendFile(link, { path, lane, query: queryOf(upload), headersOf });
    if (result.state === 'refused') {
      link.watch.refused(result.reason);
      const { reason, detail } = result;
      const note = { reason, detail, at: now, upload };
      if (aside !== undefined) await setAside(aside, { path, file: upload.file }, note);
    }
    return outcomeOf(result);
  } catch (error) {
    // A disk error while reading the file or writing the note may be temporary.
    return { outcome: 'retry', reason: describeFailure(error), scope: 'this' };
  }
}

/** Signs at each try, because the key may have been replaced while the file waited. */
function sealHeaders(upload: Upload | HistoryUpload, file: WholeFile, sign: SignText) {
  if (upload.kind === 'thumbnail' || upload.kind === 'observations') return {};
  const { kind, incidentId, opening = 1 } = upload;
  const seal = sign(fileSealText({ kind, incidentId, opening, ...file }));
  return { [fileSealHeader]: seal === null ? noFileSeal : fileSealValue(seal) };
}

export function laneOf(kind: (Upload | HistoryUpload)['kind']): Lane {
  if (kind === 'picture') return 'pictures';
  return kind === 'clip' || kind === 'no-clip' ? 'clips' : 'past';
}

function queryOf(upload: Upload | HistoryUpload): Record<string, string | number> {
  switch (upload.kind) {
    case 'picture':
    case 'clip':
    case 'no-clip': {
      const { kind, incidentId, opening = 1 } = upload;
      return { kind, incidentId, opening };
    }
    case 'thumbnail':
      return { kind: upload.kind, cameraId: upload.cameraId, at: upload.at };
    case 'observations': {
      const { kind, cameraId, from, to } = upload;
      return { kind, cameraId, from, to };
    }
  }
}

/** Only an answer of dispatch itself delivers or refuses a file; in all other cases it is retried. */
export function outcomeOf(result: SendResult): SendOutcome {
  switch (result.state) {
    case 'kept':
      return { outcome: 'delivered' };
    case 'gone':
      return { outcome: 'permanent', reason: 'its file is gone' };
    case 'refused':
      return { outcome: 'permanent', reason: `dispatch refuses it: ${result.reason}` };
    case 'waits': {
      const { reason, detail } = result;
      const scope = ofAll.includes(reason) ? 'everything' : 'this';
      return { outcome: 'retry', reason: `${reason}${detail && `: ${detail}`}`, scope };
    }
  }
}

/** The failures that are not caused by the file itself. */
const ofAll: readonly string[] = [
  'dispatch-unreachable',
  'dispatch-login-refused',
  'answer-not-from-dispatch',
];

/** A picture for the camera wall is not worth sending later than this. */
const viewWithinMs = 5000;

/** Sends a report that is not stored, such as a camera's state. */
export async function putToDispatch(
  dispatch: Dispatch,
  path: string,
  content: { type: string; body: string | Uint8Array<ArrayBuffer>; lane?: 'pictures' | 'view' },
): Promise<SendOutcome> {
  const { type, body, lane = 'pictures' } = content;
  if (dispatch.fetch !== undefined || dispatch.link === undefined)
    return putOnce(dispatch, path, content);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const put = { method: 'PUT', path, lane, type, body: bytes } as const;
  const signal = AbortSignal.timeout(viewWithinMs);
  const answer = await askDispatch(dispatch.link, lane === 'view' ? { ...put, signal } : put);
  if (answer.kind === 'sealed')
    return outcomeOfStatus(answer.status, withoutCredentials(dispatch.url));
  const reason =
    answer.kind === 'lost' ? answer.reason : `an answer ${answer.status}, not dispatch's`;
  const [problem] = dispatch.link.watch.problems();
  return { outcome: 'retry', reason: `dispatch: ${reason}`, scope: 'everything', problem };
}

/** Without a token the answer cannot be authenticated, so use it only for reports that are not stored. */
async function putOnce(
  { url, token, fetch: send = fetch }: Dispatch,
  path: string,
  { type, body }: { type: string; body: string | Uint8Array<ArrayBuffer> },
): Promise<SendOutcome> {
  try {
    const response = await send(addressAt(url, path), {
      method: 'PUT',
      redirect: 'manual',
      headers: {
        'content-type': type,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      signal: AbortSignal.timeout(usualStallMs),
    });
    await response.arrayBuffer();
    return outcomeOfStatus(response.status, withoutCredentials(url));
  } catch (error) {
    const problem = { code: 'dispatch-unreachable', subject: withoutCredentials(url) } as const;
    const reason = `dispatch: ${describeFailure(error)}`;
    return { outcome: 'retry', reason, scope: 'everything', problem };
  }
}

function outcomeOfStatus(status: number, dispatchUrl: string): SendOutcome {
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
