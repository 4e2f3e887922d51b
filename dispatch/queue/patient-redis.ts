// How dispatch waits for Redis. Takes when it ends; gives what opens a connection that looks again at least every two seconds
// for as long as dispatch runs, and then lets go, so that the process can end.
import type { Patience } from '../../host/redis/open-redis.ts';

export function patientRedis(signal: AbortSignal): Patience {
  return {
    whenAway: 'wait',
    queueCommands: true,
    retryDelay: (times) => (signal.aborted ? null : Math.min(times * 100, 2000)),
  };
}
