// The dispatch processes of a night: killed and restarted, with clocks that follow the night. Takes a launch function; returns
// functions to start and end them, and to ask whether they answer.
import type { BenchChild } from '../dispatch/child-process.ts';
import type { NightTime } from './night-time.ts';

export interface Dispatches {
  prepare(launch: (index: number) => Promise<BenchChild>): void;
  start(index: number): Promise<void>;
  kill(index: number): Promise<void>;
  stop(): Promise<void>;
  /** The address of a living one. */
  url(): string | undefined;
  mqttUrl(): string;
  /** Resolves when every living one has answered or failed. */
  answered(): Promise<unknown>;
  /** Uncaught errors of all processes so far. */
  defects(): number;
}

export function createDispatches(time: NightTime): Dispatches {
  const all: BenchChild[] = [];
  const running: (BenchChild | undefined)[] = [];
  let launch: (index: number) => Promise<BenchChild> = () => Promise.reject(new Error('not yet'));
  const alive = () => running.filter((one) => one !== undefined).filter((one) => one.isAlive());
  time.follow((now) => {
    for (const one of alive()) one.tell(now);
  });
  return {
    prepare: (how) => {
      launch = how;
    },
    start: async (index) => {
      const child = await launch(index);
      running[index] = child;
      all.push(child);
    },
    kill: async (index) => running[index]?.kill(),
    stop: async () => {
      await Promise.all(all.map((one) => one.stop()));
    },
    url: () => alive()[0]?.url,
    answered: () => Promise.all(alive().map(({ url }) => health(url))),
    mqttUrl: () => running[0]?.mqttUrl ?? '',
    defects: () => all.reduce((sum, one) => sum + one.defects(), 0),
  };
}

/** The health of the server, the store, Redis and the broker. */
async function health(url: string): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  const answer = fetch(`${url}/api/health`, { signal }).then((one) => one.text());
  await answer.catch(() => undefined);
}
