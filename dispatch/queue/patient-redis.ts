// How dispatch waits for Redis. Takes an end signal; returns a function that opens a connection, which retries at least every two
// seconds as long as dispatch runs, and then closes, so that the process can exit.
import type { Patience } from '../../host/redis/open-redis.ts';

export function patientRedis(signal: AbortSignal): Patience {
  return {
    whenAway: 'wait',
    queueCommands: true,
    retryDelay: (times) => (signal.aborted ? null : Math.min(times * 100, 2000)),
  };
}
