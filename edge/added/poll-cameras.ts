// Polls dispatch for cameras that were added, changed or removed, and for addresses to try. The request is signed with the edge's key,
// and the answer is encrypted for this request. After a failure the edge keeps its cameras.
import type { Logger } from 'pino';
import {
  cameraNewsSchema,
  cameraPollAnswerSchema,
  cameraPollText,
  describeFaults,
  faultsOf,
  type AnsweredTry,
  type AskedTry,
  type CameraPoll,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import { createBoxReceiver } from '../../host/seal/sealed-box.ts';
import type { EdgeKey } from '../alerts/edge-key.ts';
import { askDispatch, type DispatchLink } from '../outbox/ask-dispatch.ts';
import type { AddedCameras } from './added-cameras.ts';

export interface CameraAsking {
  link: DispatchLink;
  key: Pick<EdgeKey, 'sign'>;
  edgeId: string;
  /** Whether this edge shares cameras with others. */
  shares: boolean;
  added: Pick<AddedCameras, 'revision' | 'take'>;
  tryAddress: (asked: AskedTry, signal: AbortSignal) => Promise<AnsweredTry>;
}

export type CameraPollOptions = CameraAsking & {
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
};

const askEveryMs = 3000;
/** Twenty thousand cameras, encrypted, in base64. */
const maxAnswerBytes = 32 * 1024 * 1024;
const maxTries = 4;

export async function pollCameras(options: CameraPollOptions): Promise<void> {
  const { clock, log, signal } = options;
  const running = new Set<Promise<void>>();
  let last: string | null = null;
  while (!signal.aborted) {
    const asked = await pollOnce(options);
    if (asked.problem !== last && asked.problem !== null)
      log.warn({ problem: asked.problem }, 'dispatch gives no cameras: the known ones stay');
    last = asked.problem;
    for (const one of asked.tries) {
      const tried = answerTry(options, one, running.size >= maxTries);
      running.add(tried);
      void tried.finally(() => running.delete(tried));
    }
    await clock.wait(askEveryMs, signal);
  }
  await Promise.all(running);
}

interface Asked {
  problem: string | null;
  tries: readonly AskedTry[];
}

async function pollOnce(options: CameraPollOptions): Promise<Asked> {
  try {
    return await ask(options);
  } catch (error) {
    return { problem: messageOf(error), tries: [] };
  }
}

async function ask({ link, key, edgeId, shares, added, signal }: CameraPollOptions) {
  const receiver = createBoxReceiver();
  const question = { boxKey: receiver.publicKey, shares, after: added.revision() };
  const poll: CameraPoll = { ...question, seal: key.sign(cameraPollText(edgeId, question)) };
  const answer = await askDispatch(link, {
    ...put(`/api/edge/workers/${encodeURIComponent(edgeId)}/cameras`, poll),
    maxAnswerBytes,
    signal,
  });
  // A dispatch of an earlier release does not have this address.
  if (answer.kind === 'sealed' && answer.status === 404) return calm;
  if (answer.kind !== 'sealed' || answer.status !== 200) return troubled(answer.kind);
  const parsed = cameraPollAnswerSchema.safeParse(JSON.parse(answer.text));
  if (!parsed.success) return troubled(describeFaults(faultsOf(parsed.error)));
  if (parsed.data.state === 'refused') return troubled(parsed.data.reason);
  if (parsed.data.state === 'same') return calm;
  const text = receiver.open(parsed.data.box);
  if (text === null) return troubled('the answer is not for this edge');
  // Do not repeat values in the message: addresses contain passwords.
  const news = cameraNewsSchema.safeParse(JSON.parse(text));
  if (!news.success) return troubled('the answer has another form');
  if (news.data.order !== null) await added.take(news.data.order);
  return { problem: null, tries: news.data.tries };
}

const calm: Asked = { problem: null, tries: [] };

function troubled(problem: string): Asked {
  return { problem, tries: [] };
}

function put(path: string, value: object) {
  const body = Buffer.from(JSON.stringify(value));
  return { method: 'PUT', path, lane: 'pictures', type: 'application/json', body } as const;
}

async function answerTry(
  { link, tryAddress, log, signal }: CameraPollOptions,
  asked: AskedTry,
  isBusy: boolean,
): Promise<void> {
  const busy = { outcome: 'fault', fault: 'edge-busy', detail: '', codec: null } as const;
  const answer: AnsweredTry = isBusy
    ? { result: busy, picture: null }
    : await tryAddress(asked, signal).catch((error: unknown) => failed(messageOf(error)));
  const sent = await askDispatch(link, {
    ...put(`/api/edge/camera-tries/${asked.id}`, answer),
    signal,
  });
  if (sent.kind !== 'sealed' && !signal.aborted)
    log.warn({ problem: sent.kind }, 'dispatch did not take what a camera answered');
}

function failed(detail: string): AnsweredTry {
  const result = { outcome: 'fault', fault: 'failed', codec: null } as const;
  return { result: { ...result, detail: detail.slice(0, 500) }, picture: null };
}
