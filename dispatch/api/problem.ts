// Refusals of the HTTP interface: each has a status and the same form of body. Every error thrown while a request is handled is
// converted here, and only here.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  maxFaultsTold,
  cutText,
  type Fault,
  type Problem,
  type RefusalCode,
} from '../../contracts/index.ts';
import type { Log } from '../log.ts';
import { isOutOfSpace, storeFaultOf } from '../store-fault.ts';
import { messageOf } from '../../host/error-message.ts';

export class ProblemError extends Error {
  readonly statusCode: number;
  readonly problem: Problem;

  constructor(statusCode: number, error: RefusalCode, message: string, faults?: Fault[]) {
    super(message);
    this.statusCode = statusCode;
    this.problem = { error, message: cutText(message), ...(faults && { faults: told(faults) }) };
  }
}

/** The key may be as long as the body: the faults repeat only a bounded part of it. */
function told(faults: readonly Fault[]): Fault[] {
  return faults
    .slice(0, maxFaultsTold)
    .map(({ path, message }) => ({ path: cutText(path), message: cutText(message) }));
}

export function notFound(what: string): ProblemError {
  return new ProblemError(404, 'not-found', `there is no ${what}`);
}

export function invalidInput(faults: Fault[]): ProblemError {
  return new ProblemError(400, 'invalid', 'the request does not fit', faults);
}

export function createProblemHandler(log: Log) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const { statusCode, problem } = toProblem(error);
    if ([401, 403, 429].includes(statusCode)) logRefusal(log, request, problem.error);
    if (statusCode >= 500)
      log.error({ error: messageOf(error), url: request.url }, 'a request failed');
    // An answer that has begun cannot be changed.
    if (reply.sent) return;
    const waitSeconds = waits[problem.error];
    if (waitSeconds !== undefined && !reply.hasHeader('retry-after'))
      void reply.header('retry-after', waitSeconds);
    void reply.code(statusCode).send(problem);
  };
}

/** Retry after this many seconds. */
const waits: Readonly<Partial<Record<string, number>>> = { 'too-many-tries': 60, busy: 5 };

/** Who was refused, and why: the logged-in user, or the name of the log-in attempt. */
function logRefusal(log: Log, request: FastifyRequest, reason: string): void {
  const person = request.session?.user.username ?? request.claimedName;
  const route = `${request.method} ${request.routeOptions.url ?? 'no route'}`;
  const { url, ip: address } = request;
  log.warn({ person, route, reason, url: cutText(url, 300), address }, 'a request was refused');
}

function toProblem(error: FastifyError): Pick<ProblemError, 'statusCode' | 'problem'> {
  if (error instanceof ProblemError) return error;
  const { statusCode = 500, message } = error;
  if (statusCode >= 400 && statusCode < 500)
    return new ProblemError(statusCode, wordOf(statusCode), message);
  if (storeFaultOf(error) === 'not-storable')
    return new ProblemError(
      400,
      'invalid',
      'the request has characters that the database does not accept',
    );
  if (isOutOfSpace(error))
    return new ProblemError(507, 'disk-full', 'the database has no space left: nothing was stored');
  return new ProblemError(500, 'internal', 'dispatch could not do this; its log says why');
}

function wordOf(statusCode: number): RefusalCode {
  const words: Record<number, RefusalCode> = {
    404: 'not-found',
    413: 'too-large',
    415: 'unsupported-type',
    429: 'too-many-tries',
  };
  return words[statusCode] ?? 'invalid';
}
