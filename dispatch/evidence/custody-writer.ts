// The writer of the custody log: moves pending entries into the log, signs the new head, and updates the files. Takes the store,
// the key and the folder; runs until it is stopped. An invalid log is reported and not continued.
import { randomUUID } from 'node:crypto';
import type { HealthProblem } from '../../contracts/index.ts';
import { isSame, utf8 } from '../../evidence/bytes.ts';
import { checkpointText, parseCheckpoint } from '../../evidence/checkpoint.ts';
import { rootOf, type Frontier } from '../../evidence/frontier.ts';
import { leafHash } from '../../evidence/merkle.ts';
import { append, emptyFrontier } from '../../evidence/frontier.ts';
import { signNote, verifierKeyOf } from '../../evidence/signed-note.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import type { SealKey } from '../../host/seal/seal-key.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import { supervise } from '../../host/supervise.ts';
import { LogIsBroken, type CustodyFiles } from './custody-files.ts';
import type { CustodyStore } from './custody-store.ts';

export interface CustodyWriterOptions {
  store: CustodyStore;
  files: CustodyFiles;
  key: SealKey;
  clock: Clock;
  log: Log;
}

export interface CustodyWriter {
  /** Writes and publishes all pending entries. @throws LogIsBroken */
  flush(): Promise<void>;
  wake(): void;
  run(signal: AbortSignal): Promise<void>;
  /** Why the log is not continued; null while it is valid. */
  fault(): string | null;
  /** For the health page: the log is invalid, or cannot be written now. */
  problems(): HealthProblem[];
}

/** In one transaction. */
const mostAtOnce = 1000;
/** Entries that another dispatch has written are published here too. */
const restMs = 1000;
/**
 * Entries recorded meanwhile are signed together, because each round costs as much as an answer. They wait in the database until
 * then.
 */
const gatherMs = 200;
const { sha256 } = nodeCrypto;

export function createCustodyWriter(options: CustodyWriterOptions): CustodyWriter {
  const { clock, log } = options;
  let pause = new AbortController();
  let fault: string | null = null;
  let trouble: HealthProblem | null = null;
  const flushOnce = writing(options);
  let last: Promise<unknown> = Promise.resolve();
  const flush = () => {
    const done = last.then(flushOnce).then(
      () => {
        [fault, trouble] = [null, null];
      },
      (error: unknown) => {
        if (error instanceof LogIsBroken) fault = error.message;
        trouble = problemOf(error, trouble, clock.now());
        throw error;
      },
    );
    last = done.catch(() => undefined);
    return done;
  };
  const runOnce = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      pause = new AbortController();
      await flush();
      await clock.wait(restMs, AbortSignal.any([signal, pause.signal]));
      if (pause.signal.aborted) await clock.wait(gatherMs, signal);
    }
  };
  return {
    flush,
    wake: () => {
      pause.abort();
    },
    run: (signal) => supervise({ part: 'the custody log', runOnce, signal, clock, log }),
    fault: () => fault,
    problems: () => (trouble === null ? [] : [trouble]),
  };
}

/** A wait, as on a full disk, ends by itself; an invalid log needs a person. */
function problemOf(error: unknown, before: HealthProblem | null, now: number): HealthProblem {
  const code = error instanceof LogIsBroken ? 'custody-log-broken' : 'custody-log-waits';
  const since = before?.code === code ? before.since : now;
  return {
    code,
    subject: 'custody-log',
    since,
    values: { detail: messageOf(error).slice(0, 500) },
  };
}

/** One round; the first one checks the existing log. */
function writing(options: CustodyWriterOptions): () => Promise<void> {
  const { store, files } = options;
  let isReady = false;
  return async () => {
    if (!isReady) await prepare(options);
    isReady = true;
    while ((await store.append(mostAtOnce, headOf(options))) === mostAtOnce);
    const head = await store.head();
    const published = await files.checkpoint();
    if (head !== null && head.size !== published?.size)
      await files.publish(head, (from, to) => store.rows(from, to));
  };
}

function headOf({ key, clock }: CustodyWriterOptions) {
  return {
    origin: `fencewatch/${randomUUID()}`,
    at: clock.now(),
    sign: (origin: string, frontier: Frontier) =>
      signNote(
        sha256,
        checkpointText({ origin, size: frontier.size, root: rootOf(sha256, frontier) }),
        { ...key, name: origin },
      ),
  };
}

/** Once at the start: does the database have all rows of the files, and is our key known? */
async function prepare(options: CustodyWriterOptions): Promise<void> {
  const { store, files, key, clock } = options;
  await takeBack(options);
  await store.append(mostAtOnce, headOf(options));
  const origin = await store.origin();
  if (origin === null) return;
  await store.addKey(verifierKeyOf(sha256, { ...key, name: origin }), clock.now());
  const [head, published] = [await store.head(), await files.checkpoint()];
  if (head?.size === published?.size && head?.note !== published?.note && published !== null)
    refuseFork(head?.note ?? '', published.note);
}

function refuseFork(one: string, other: string): void {
  const [first, second] = [parseCheckpoint(one), parseCheckpoint(other)];
  if (first === null || second === null || !isSame(first.root, second.root))
    throw new LogIsBroken('the database and the files tell of two logs of the same size');
}

/** A database restored from an old copy lacks published rows: they are read from the files. */
async function takeBack({ store, files, clock }: CustodyWriterOptions): Promise<void> {
  const published = await files.checkpoint();
  const size = (await store.head())?.size ?? 0;
  if (published === null || published.size <= size) return;
  const entries = await files.entries(0, published.size);
  const leaves = entries.map((entry) => leafHash(sha256, utf8(entry)));
  const edge = append(sha256, emptyFrontier, leaves);
  const own = await store.rows(0, size);
  const isBeginning = own.every((entry, at) => entry === entries[at]);
  const { note } = published;
  const head = { size: published.size, note, at: clock.now() };
  const isTaken =
    isBeginning &&
    isSame(rootOf(sha256, edge), published.root) &&
    (await store.restore(entries.slice(size), size, head));
  if (!isTaken)
    throw new LogIsBroken(
      'the files hold a longer log, which does not follow on that of the database',
    );
}
