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

export function partProblems(
  health: Health,
  places: PartPlaces,
  { startedAt, now }: { startedAt: number; now: number },
): HealthProblem[] {
  const isStarting = now - startedAt < startWithinMs;
  const { store, redis, mqtt } = health;
  const kept = places.databaseUrl === null ? places.dataDir : bare(places.databaseUrl);
  const found: HealthProblem[] = [];
  if (!store.ok) found.push(problem('store-unreachable', kept, now));
  if (!redis.ok && !isStarting)
    found.push(problem('redis-unreachable', bare(places.redisUrl), now));
  if (!mqtt.ok && !isStarting) found.push(problem('broker-unreachable', bare(places.mqttUrl), now));
  return found;
}

function problem(code: HealthProblem['code'], subject: string, since: number): HealthProblem {
  return { code, subject: subject.slice(0, 500), since, values: {} };
}

function bare(url: string): string {
  return URL.canParse(url) ? withoutCredentials(url) : 'address that cannot be read';
}
