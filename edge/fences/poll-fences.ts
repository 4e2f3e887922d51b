// Long-polls dispatch for the armed fences: an answer comes at once when there is news, else when there is some. After a failure
// it backs off and fetches everything again, because dispatch may be a new installation by then.
import type { Logger } from 'pino';
import { armedFencesSchema, describeFaults, faultsOf } from '../../contracts/index.ts';
import { jitteredBackOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import { addressAt, describeFailure, type Dispatch } from '../outbox/upload.ts';
import type { FenceKeeper } from './fence-keeper.ts';

export interface PollOptions {
  dispatch: Dispatch;
  keeper: Pick<FenceKeeper, 'revision' | 'take'>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Random number from 0 to 1. */
  random?: () => number;
}

/** Longer than the longest poll that dispatch allows. */
const timeoutMs = 40_000;
const backOff = { firstMs: 500, longestMs: 30_000 };
/** Pause after an answer with nothing new, so that no server can make an edge poll in a tight loop. */
const calmMs = 1000;

export async function pollFences(options: PollOptions): Promise<void> {
  const { keeper, clock, log, signal, random = Math.random } = options;
  let failures = 0;
  let knowsLast = false;
  let lastProblem: string | null = null;
  while (!signal.aborted) {
    const before = keeper.revision();
    const startedAt = clock.now();
    const problem = await pollOnce(options, knowsLast ? before : 0);
    knowsLast = problem === null;
    if (problem !== lastProblem)
      if (problem !== null) log.warn({ problem }, 'armed fences cannot be loaded from dispatch');
      else
        log.info({ revision: keeper.revision() }, 'armed fences can be loaded from dispatch again');
    lastProblem = problem;
    failures = problem === null ? 0 : failures + 1;
    const isCircle = keeper.revision() === before && clock.now() - startedAt < calmMs;
    if (problem !== null) await clock.wait(jitteredBackOffMs(backOff, failures, random), signal);
    else if (isCircle) await clock.wait(calmMs, signal);
  }
}

/** Returns the failure, or null. */
async function pollOnce(
  { dispatch, keeper, signal }: PollOptions,
  after: number,
): Promise<string | null> {
  try {
    const answer = await ask(dispatch, after, signal);
    if (!answer.ok) return `dispatch answers ${answer.status}`;
    const parsed = armedFencesSchema.safeParse(await answer.json(), { reportInput: true });
    if (!parsed.success) return `dispatch answers ${describeFaults(faultsOf(parsed.error))}`;
    // Revision 0: nothing was ever armed, so the site file stays in force.
    if (parsed.data.revision > 0 && parsed.data.revision !== after) await keeper.take(parsed.data);
    return null;
  } catch (error) {
    // An abort is not a failure.
    return signal.aborted ? null : describeFailure(error);
  }
}

function ask({ url, token, fetch: send = fetch }: Dispatch, after: number, signal: AbortSignal) {
  return send(addressAt(url, `/api/edge/fences?after=${after}`), {
    redirect: 'manual',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
}
