// What is wrong with the parts that dispatch leans on, as codes. Takes its health and where the parts are; gives nothing of
// a part that is only being started.
import { withoutCredentials, type Health, type HealthProblem } from '../../contracts/index.ts';

export interface PartPlaces {
  redisUrl: string;
  mqttUrl: string;
  /** Null is the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
}

/** How long a part may take at the start before it counts as away. */
export const startWithinMs = 10_000;

export interface PartsNow {
  startedAt: number;
  now: number;
  /** What is known to be wrong with Redis; its health says only that something is. */
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
