// Watches whether Redis works, and finds the problem if not: unreachable, log-in refused, no writes accepted, may evict keys.
// Takes an open client; writes a key of its own every few seconds, so that a problem is known before an alert is sent; returns
// the current problem.
import { Redis } from 'ioredis';
import { isReadOnly, type RedisClient } from './open-redis.ts';
import { faultOf, type RedisFault, type RedisProblem } from './redis-fault.ts';

export interface RedisWatchOptions {
  client: RedisClient;
  /** The address without its log-in. */
  subject: string;
  /** A key that may be written at any time; it expires. */
  probeKey: string;
  /** Resolves after this time, or at once when the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export interface RedisWatch {
  problems(): RedisProblem[];
  /** The result of another command; null is success. */
  note(error: unknown): void;
  stop(): void;
}

const checkEveryMs = 5000;
const answerWithinMs = 5000;
const probeKeptMs = 60_000;
/** The failure of another command is reported for this many checks, unless a command succeeds before. */
const noteForChecks = 12;

export function watchRedis(options: RedisWatchOptions): RedisWatch {
  const watch = new Watch(options);
  const stopping = new AbortController();
  void watch.run(stopping.signal);
  return {
    problems: () => watch.problems(),
    note: (error) => {
      watch.note(error);
    },
    stop: () => {
      stopping.abort();
    },
  };
}

class Watch {
  readonly #options: RedisWatchOptions;
  /** Why there is no connection; null while there is one. */
  #connection: RedisFault | null = null;
  /** The result of the last check. */
  #lastCheck: RedisFault | null = null;
  #noted: { fault: RedisFault; checksLeft: number } | null = null;
  #evicts: RedisFault | null = null;
  #isLooking = false;

  constructor(options: RedisWatchOptions) {
    this.#options = options;
    const { client } = options;
    client.on('error', (error: unknown) => {
      // The connection was closed on purpose because the server takes no writes: the problem is known already.
      if (!(error instanceof Error && isReadOnly(error))) this.#connection = faultOf(error);
    });
  }

  problems(): RedisProblem[] {
    const { subject } = this.#options;
    const found = this.#isReady() ? this.#whenReady() : this.#whenAway();
    return found.map((fault) => ({ ...fault, subject }));
  }

  note(error: unknown): void {
    if (error === null) {
      this.#noted = null;
      return;
    }
    const fault = faultOf(error);
    // Any other failure of a command says nothing about Redis, or the next check will find it.
    if (fault.code !== 'redis-unreachable') this.#noted = { fault, checksLeft: noteForChecks };
  }

  async run(signal: AbortSignal): Promise<void> {
    const { client, wait } = this.#options;
    const onReady = () => {
      this.#connection = null;
      // After a server that takes no writes, keep the normal interval: the reconnect may reach the same server.
      if (this.#lastCheck?.code !== 'redis-read-only') void this.#checkOnce(signal);
    };
    client.on('ready', onReady);
    while (!signal.aborted) {
      if (this.#isReady()) await this.#checkOnce(signal);
      await wait(checkEveryMs, signal);
    }
    client.off('ready', onReady);
  }

  #isReady(): boolean {
    return this.#options.client.status === 'ready';
  }

  #whenReady(): RedisFault[] {
    const refused = this.#lastCheck ?? this.#noted?.fault ?? null;
    return [refused, this.#evicts].filter((one) => one !== null);
  }

  #whenAway(): RedisFault[] {
    const known = this.#connection ?? this.#lastCheck;
    return [known ?? { code: 'redis-unreachable', values: { detail: 'not connected yet' } }];
  }

  /** Never throws. */
  async #checkOnce(signal: AbortSignal): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const answered = new AbortController();
    const { wait, client } = this.#options;
    const late = wait(answerWithinMs, AbortSignal.any([signal, answered.signal]));
    const result = await Promise.race([this.#ask(), late.then(() => 'late' as const)]);
    answered.abort();
    this.#isLooking = false;
    if (signal.aborted) return;
    if (this.#noted !== null && --this.#noted.checksLeft <= 0) this.#noted = null;
    // A write has just succeeded: an earlier refusal of writes is over, as after a fail-over.
    if (result === null && this.#noted?.fault.code === 'redis-read-only') this.#noted = null;
    this.#lastCheck = result === 'late' ? silent : result;
    // The peer may have vanished silently: a new connection finds out. Leave a connection attempt alone.
    if (result === 'late' && this.#isReady()) client.disconnect(true);
  }

  async #ask(): Promise<RedisFault | null> {
    const { client, probeKey } = this.#options;
    const written = await client.set(probeKey, '1', 'PX', probeKeptMs).then(() => null, faultOf);
    const policies = await Promise.all(mastersOf(client).map(policyOf));
    const policy = policies.find((one) => one !== null && one !== 'noeviction');
    if (policies.some((one) => one !== null))
      this.#evicts = policy ? { code: 'redis-evicts', values: { policy } } : null;
    return written;
  }
}

const silent: RedisFault = { code: 'redis-unreachable', values: { detail: 'it does not answer' } };

function mastersOf(client: RedisClient): Redis[] {
  return client instanceof Redis ? [client] : client.nodes('master');
}

/** The server's eviction policy; null when this user may not ask, or the server is away. */
async function policyOf(node: Redis): Promise<string | null> {
  const info: unknown = await node.info('memory').catch(() => '');
  const said = typeof info === 'string' ? /^maxmemory_policy:(\S+)/m.exec(info)?.[1] : undefined;
  if (said !== undefined) return said;
  const answer: unknown = await node.config('GET', 'maxmemory-policy').catch(() => null);
  const values = Array.isArray(answer) ? answer : Object.values(answer ?? {});
  const last: unknown = values.at(-1);
  return typeof last === 'string' ? last : null;
}
