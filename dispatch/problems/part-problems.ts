// Problems of the parts that dispatch depends on, as codes. Takes its health and the addresses of the parts; reports nothing for
// a part that is still starting.
import { withoutCredentials, type Health, type HealthProblem } from '../../contracts/index.ts';

export interface PartPlaces {
  redisUrl: string;
  mqttUrl: string;
  /** Null for the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
}

/** How long a part may take to start before it counts as unreachable. */
export const startWithinMs = 10_000;

export interface PartsNow {
  startedAt: number;
  now: number;
  /** The known fault of Redis; the health check says only that there is one. */
  redis?: readonly Omit<HealthProblem, 'since'>[];
}

export function partProblems(
  health: Health,
  places: PartPlaces,
  { startedAt, now, redis: known = [] }: PartsNow,
): HealthProblem[] {
  const isStarting = now - startedAt < startWithinMs;
  const { store, redis, mqtt } = health;
  const kept = places.databaseUrl === null ? places.dataDir : bare(places.databaseUrl);
  const found: HealthProblem[] = [];
  if (!store.ok) found.push(problem('store-unreachable', kept, now));
  const away = { code: 'redis-unreachable', subject: bare(places.redisUrl), values: {} } as const;
  if (!redis.ok)
    for (const one of known.length > 0 ? known : [away])
      if (one.code !== 'redis-unreachable' || !isStarting) found.push({ ...one, since: now });
  if (!mqtt.ok && !isStarting) found.push(problem('broker-unreachable', bare(places.mqttUrl), now));
  return found;
}

function problem(code: HealthProblem['code'], subject: string, since: number): HealthProblem {
  return { code, subject: subject.slice(0, 500), since, values: {} };
}

function bare(url: string): string {
  return URL.canParse(url) ? withoutCredentials(url) : 'address that cannot be read';
}
