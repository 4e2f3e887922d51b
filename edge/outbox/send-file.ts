// Uploads a file to dispatch in pieces and resumes after an interruption or a restart: dispatch reports how much it has. The file
// is delivered when dispatch's receipt has its hash. Pieces shrink where large ones do not get through.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { isMissing } from '../../host/error-code.ts';
import {
  pieceType,
  uploadReceiptSchema,
  type UploadReceipt,
  type UploadDelay,
  type UploadRefusal,
} from '../../contracts/index.ts';
import { askDispatch, type DispatchLink } from './ask-dispatch.ts';
import type { DispatchAnswer } from './dispatch-answer.ts';
import type { Lane } from './upload-line.ts';

export interface FileToSend {
  path: string;
  lane: Lane;
  /** The query of the upload: what the file belongs to, without its size. */
  query: Readonly<Record<string, string | number>>;
  /** Headers that depend on the content. */
  headersOf?: (file: { sha256: string; bytes: number }) => Readonly<Record<string, string>>;
}

/** Why a file has to wait. */
export type WaitReason =
  | 'dispatch-unreachable'
  | 'dispatch-login-refused'
  | 'answer-not-from-dispatch'
  | 'piece-too-large-for-what-is-between'
  | 'dispatch-fails'
  | 'changed-on-the-way'
  | UploadDelay;

export type SendResult =
  | { state: 'kept' }
  | { state: 'refused'; reason: UploadRefusal; detail: string }
  | { state: 'waits'; reason: WaitReason; detail: string }
  | { state: 'gone' };

/** Half of the default body limit of nginx, 1 MiB. */
const largestPiece = 512 * 1024;
const firstPiece = 256 * 1024;
const smallestPiece = 8 * 1024;
/** Give up after this many pieces without progress. */
const fruitlessTries = 2;

export async function sendFile(link: DispatchLink, file: FileToSend): Promise<SendResult> {
  const described = await describe(file.path);
  if (described === null) return { state: 'gone' };
  const headers = file.headersOf?.(described) ?? {};
  const run: Run = { ...described, link, file, headers, piece: firstPiece };
  return link.line.hold(file.lane, async () => {
    // A file that fits into one piece is sent without asking first.
    const first = run.bytes <= run.piece ? null : await ask(run, null);
    if (first !== null && !first.ok) return first.result;
    let have = first?.have ?? 0;
    if (first?.result) return first.result;
    let fruitless = 0;
    while (fruitless < fruitlessTries) {
      const answer = await ask(run, have);
      if (answer.result) return answer.result;
      // Before giving up, try smaller pieces.
      if (answer.have > have) fruitless = 0;
      else if (!answer.smaller) fruitless += 1;
      have = answer.have;
    }
    return { state: 'waits', reason: 'changed-on-the-way', detail: '' };
  });
}

interface Run {
  link: DispatchLink;
  file: FileToSend;
  bytes: number;
  sha256: string;
  headers: Readonly<Record<string, string>>;
  /** Size of the next piece. */
  piece: number;
}

type Step =
  | { ok: true; have: number; smaller: boolean; result: SendResult | null }
  | { ok: false; result: SendResult; have: number; smaller: boolean };

/** @param from offset of the next piece; null only asks how much dispatch has */
async function ask(run: Run, from: number | null): Promise<Step> {
  const { link, file, bytes, sha256, headers } = run;
  await link.line.turn(file.lane);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...file.query, bytes, offset: from ?? 0 }))
    query.set(name, String(value));
  const path = `/api/edge/uploads/${sha256}?${query.toString()}`;
  const body = from === null ? null : await pieceOf(file.path, from, run.piece);
  const answer = await askDispatch(link, {
    method: body === null ? 'GET' : 'PUT',
    path,
    lane: file.lane,
    headers,
    ...(body !== null && { type: pieceType, body }),
  });
  return judge(run, answer, from ?? 0);
}

function judge(run: Run, answer: DispatchAnswer, from: number): Step {
  if (answer.kind === 'sealed') return judgeReceipt(run, answer, from);
  const isTooLarge = answer.kind === 'foreign' && answer.status === 413;
  const isStalled = answer.kind === 'lost' && answer.stalled;
  if (isTooLarge || isStalled) {
    const before = run.piece;
    run.piece = Math.max(smallestPiece, Math.floor(before / 2));
    if (isTooLarge && run.piece < before)
      return { ok: true, have: from, smaller: true, result: null };
  }
  const result = { state: 'waits', ...reasonOf(answer) } as const;
  return { ok: false, result, have: from, smaller: false };
}

function judgeReceipt(
  run: Run,
  { status, text }: DispatchAnswer & { kind: 'sealed' },
  from: number,
): Step {
  const stop = (result: SendResult): Step => ({ ok: false, result, have: from, smaller: false });
  const receipt = parseReceipt(text);
  if (status !== 200 || receipt?.sha256 !== run.sha256)
    return stop({ state: 'waits', reason: 'dispatch-fails', detail: `status ${status}` });
  switch (receipt.state) {
    case 'kept':
      return receipt.bytes === run.bytes
        ? stop({ state: 'kept' })
        : stop({ state: 'waits', reason: 'dispatch-fails', detail: 'of another size' });
    case 'refused':
      return stop({ state: 'refused', reason: receipt.reason, detail: receipt.detail });
    case 'waits':
      return stop({ state: 'waits', reason: receipt.reason, detail: '' });
    case 'partial':
      if (receipt.have > from) run.piece = Math.min(largestPiece, run.piece * 2);
      return { ok: true, have: receipt.have, smaller: false, result: null };
  }
}

function reasonOf(answer: Exclude<DispatchAnswer, { kind: 'sealed' }>): {
  reason: WaitReason;
  detail: string;
} {
  switch (answer.kind) {
    case 'login-refused':
      return { reason: 'dispatch-login-refused', detail: 'the edge token is wrong' };
    case 'foreign':
      return {
        reason:
          answer.status === 413
            ? 'piece-too-large-for-what-is-between'
            : 'answer-not-from-dispatch',
        detail: `status ${answer.status} ${answer.title}`.trim(),
      };
    case 'lost':
      return { reason: 'dispatch-unreachable', detail: answer.reason };
  }
}

function parseReceipt(text: string): UploadReceipt | null {
  try {
    return uploadReceiptSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Null when there is no such file; throws on any other disk error. */
async function describe(path: string): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function pieceOf(path: string, from: number, size: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(size);
    const { bytesRead } = await file.read(buffer, 0, size, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
