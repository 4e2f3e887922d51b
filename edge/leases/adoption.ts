// Goes on with incidents that the former holder of a camera reported and that its last state did not have. Takes what was reported,
// and the camera's pipeline; asks every few seconds, since a former holder may report late what it saw while it was cut off.
import type { Logger } from 'pino';
import type { IncidentEvent } from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import type { Clock } from '../../host/clock.ts';
import type { ReportedIncidents } from './reported-incidents.ts';

export interface Adopting {
  /** Before a frame is processed. Never waits for Redis. @param at the time of the frame, epoch ms */
  beforeFrame(at: number): Promise<void>;
}

export interface AdoptingOptions {
  cameraId: string;
  reported: Pick<ReportedIncidents, 'open' | 'forget'>;
  adopt: (
    incidents: readonly IncidentEvent[],
    at: number,
  ) => Promise<{ adopted: readonly string[]; known: readonly string[] }>;
  /** When the scene began to be learnt anew; null when it was known from before. Epoch ms. */
  freshSince: number | null;
  clock: Clock;
  log: Logger;
}

const askEveryMs = 5000;

export function createAdopting(options: AdoptingOptions): Adopting {
  const { cameraId, reported, clock, log } = options;
  let askedMs = -Infinity;
  let answer: IncidentEvent[] = [];
  const failed = (error: unknown) => {
    log.debug({ cameraId, problem: messageOf(error) }, 'reported incidents cannot be read');
  };
  const ask = () => {
    if (clock.steady() - askedMs < askEveryMs) return;
    askedMs = clock.steady();
    reported.open(cameraId).then((incidents) => {
      answer = incidents;
    }, failed);
  };
  return {
    beforeFrame: async (at) => {
      ask();
      if (answer.length === 0) return;
      const incidents = answer;
      answer = [];
      const done = await goOnWith(options, incidents, at);
      void reported.forget(cameraId, done).catch(failed);
    },
  };
}

/** Returns the ids that nobody has to ask about again. */
async function goOnWith(
  { cameraId, adopt, freshSince, log }: AdoptingOptions,
  incidents: readonly IncidentEvent[],
  at: number,
): Promise<string[]> {
  const isHidden = ({ presentSince }: IncidentEvent) =>
    freshSince !== null && presentSince < freshSince;
  const hidden = incidents.filter(isHidden).map(({ incidentId }) => incidentId);
  const { adopted, known } = await adopt(
    incidents.filter((one) => !isHidden(one)),
    at,
  );
  for (const incidentId of adopted)
    log.info({ cameraId, incidentId }, 'goes on with an incident of the former holder');
  // What was there when the background was learnt belongs to it: that it is not seen does not mean that it has gone.
  for (const incidentId of hidden)
    log.warn(
      { cameraId, incidentId },
      'cannot tell whether an incident has ended: close it by hand',
    );
  return [...hidden, ...known];
}
