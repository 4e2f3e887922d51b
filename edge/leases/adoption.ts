// Continues incidents that the former holder of a camera reported and that its last state did not have. Takes the reported incidents
// and the camera's pipeline; asks every few seconds, because a holder that was cut off may report late.
import type { Logger } from 'pino';
import type { IncidentEvent } from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import type { Clock } from '../../host/clock.ts';
import type { ReportedIncidents } from './reported-incidents.ts';

export interface Adopting {
  /** Call before each frame. Does not wait for Redis. @param at time of the frame, epoch ms */
  beforeFrame(at: number): Promise<void>;
}

export interface AdoptingOptions {
  cameraId: string;
  reported: Pick<ReportedIncidents, 'open' | 'forget'>;
  adopt: (
    incidents: readonly IncidentEvent[],
    at: number,
  ) => Promise<{ adopted: readonly string[]; known: readonly string[] }>;
  /** When the learning of the background model began, epoch ms; null if it came with the state. */
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

/** Returns the ids that need not be requested again. */
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
  // An object that was there when the background was learned is part of it, so not seeing it does not mean that it has gone.
  for (const incidentId of hidden)
    log.warn(
      { cameraId, incidentId },
      'cannot tell whether an incident has ended: close it by hand',
    );
  return [...hidden, ...known];
}
