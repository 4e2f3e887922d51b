// A chat robot: one POST of JSON, and an answer with a result code. The HTTP status is 200 almost always, so only the success
// code counts. Takes the service's own part; returns the channel.
import type { DirectChannelType } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import {
  permanent,
  retryable,
  type DirectChannel,
  type DirectMessage,
  type DirectOutcome,
} from '../direct-channel.ts';
import { sendRequest, type HttpAnswer } from '../http-request.ts';
import { failureOfStatus } from '../status-outcome.ts';

type Failure = Exclude<DirectOutcome, { outcome: 'delivered' }>;

/** The meaning of a result code. */
export type CodeTable = Readonly<Record<number, Failure['reason']>>;

export interface RobotService {
  id: string;
  type: DirectChannelType;
  server: string;
  timeout: number;
  /** Address and body of a message at a given time. */
  request: (message: DirectMessage, now: number) => { url: string; body: object };
  /** The result code of an answer; null when there is none. */
  codeOf: (answer: Record<string, unknown>) => { code: number; text: string } | null;
  codes: CodeTable;
  /** Secrets that must not reach a log if an answer repeats them. */
  secrets: readonly string[];
}

export function createRobot(service: RobotService, clock: Clock): DirectChannel {
  const { id, type, server, timeout: timeoutMs } = service;
  return {
    id,
    type,
    timeoutMs,
    where: server,
    deliver: async (message, signal) => {
      const now = clock.now();
      const { url, body } = service.request(message, now);
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const sent = { url, headers, body: JSON.stringify(body), needsText: true };
      const result = await sendRequest(sent, signal);
      return result.ok ? outcomeOf(service, result.answer, now) : result.outcome;
    },
  };
}

function outcomeOf(service: RobotService, answer: HttpAnswer, now: number): DirectOutcome {
  const found = codeIn(service, answer.text);
  const failed = failureOfStatus(answer, now);
  if (found === null) return failed ?? notUnderstood(answer);
  const { code, text } = found;
  const detail = `code ${code}: ${withoutSecrets(text, service.secrets)}`.slice(0, 200);
  if (code === 0) return failed ?? { outcome: 'delivered', detail };
  const reason = service.codes[code];
  if (reason === undefined) return failed ?? retryable('server-error', detail);
  return isRetryable(reason) ? retryable(reason, detail) : permanent(reason, detail);
}

/** For example the page of a proxy or a captive portal. */
function notUnderstood({ status, contentType }: HttpAnswer): DirectOutcome {
  const detail = `status ${status}, ${contentType.slice(0, 60)}, no code`;
  return retryable('answer-not-understood', detail);
}

function codeIn(service: RobotService, text: string) {
  try {
    const answer: unknown = JSON.parse(text);
    const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    return isObject ? service.codeOf(answer as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

type Retryable = Extract<DirectOutcome, { outcome: 'retryable' }>['reason'];
const retryables = new Set<Failure['reason']>(['rate-limited', 'server-error']);

function isRetryable(reason: Failure['reason']): reason is Retryable {
  return retryables.has(reason);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

/** A number, or the text of one. */
export function codeFrom(value: unknown, text: unknown): { code: number; text: string } | null {
  const code = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof code !== 'number' || !Number.isInteger(code)) return null;
  return { code, text: typeof text === 'string' ? text : '' };
}
