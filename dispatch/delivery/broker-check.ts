// Checks whether messages to the broker really arrive. Takes a connection; sends a message to itself on a topic of its own, and
// checks each cell topic: an MQTT 5 broker is asked for a subscription; an older one, which confirms messages that it drops, must
// return a test message. Returns the topics that are unreachable or not checkable.
import { randomUUID } from 'node:crypto';
import { receiptTopic, selfTestMessage, type HealthProblem } from '../../contracts/index.ts';
import type { ChannelConnection, ListenOutcome } from '../channels/channel.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { RefusalReason } from '../channels/outgoing.ts';

export interface BrokerCheckOptions {
  /** The topics of this site's notifications. */
  topics: readonly string[];
  onReceipt: (payload: Buffer) => void;
  clock: Clock;
  log: Log;
}

export interface BrokerCheck {
  /** Runs until the signal is aborted. Never rejects: a lost connection is handled by the deliverer. */
  run(connection: ChannelConnection, signal: AbortSignal): Promise<void>;
  /** The broker has accepted a notification for this topic, and would have refused it if it could. */
  taken: (topic: string) => void;
  problems(): HealthProblem[];
}

/**
 * `no-round-trip`: the broker accepted our own message, and it never came back. `cannot-be-checked`: we may not subscribe to the
 * topic, and the broker does not report what it drops.
 */
type Fault = RefusalReason | 'no-round-trip' | 'cannot-be-checked';

const everyMs = 5 * 60_000;
const backWithinMs = 10_000;
/** A test message on a cell topic reaches real subscribers: a working topic gets one a day at most. */
const wellForMs = 24 * 3_600_000;
/** How many topics are checked concurrently: a dropped message takes ten seconds to notice. */
const together = 50;

/** Check again: it may have been aborted during an await. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

export function createBrokerCheck(options: BrokerCheckOptions): BrokerCheck {
  const faults = createFaults(options);
  const own = `fencewatch/v1/self-test/${randomUUID()}`;
  const wellAt = new Map<string, number>();
  const look = async (connection: ChannelConnection, topic: string) => {
    if (connection.canRefuse) {
      faults.noteListening(topic, await connection.listen(topic, () => undefined));
      return connection.stopListening(topic);
    }
    const now = options.clock.now();
    if (Math.abs(now - (wellAt.get(topic) ?? -Infinity)) < wellForMs) return;
    const result = await goRound(connection, topic, options.clock);
    faults.note(topic, result);
    if (result === null) wellAt.set(topic, now);
    else wellAt.delete(topic);
  };
  return {
    run: async (connection, signal) => {
      while (!signal.aborted) {
        const heard = await connection.listen(receiptTopic, options.onReceipt);
        faults.noteListening(receiptTopic, heard);
        faults.note(own, await goRound(connection, own, options.clock));
        for (const topics of inParts(options.topics, together)) {
          if (isOver(signal)) return;
          await Promise.all(topics.map((topic) => look(connection, topic)));
        }
        await options.clock.wait(everyMs, signal);
      }
    },
    taken: (topic) => {
      faults.note(topic, null);
    },
    problems: faults.problems,
  };
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** Null when it came back; `unknown` when the connection broke meanwhile. */
async function goRound(
  connection: ChannelConnection,
  topic: string,
  clock: Clock,
): Promise<Fault | 'unknown' | null> {
  const word = selfTestMessage(randomUUID());
  let isBack = (): void => undefined;
  const back = new Promise<null>((resolve) => {
    isBack = () => {
      resolve(null);
    };
  });
  const heard = await connection.listen(topic, (payload) => {
    if (payload.toString() === word) isBack();
  });
  if (heard.outcome === 'refused') return connection.canRefuse ? heard.reason : 'cannot-be-checked';
  if (heard.outcome !== 'listening') return 'unknown';
  const sent = await connection.send(topic, word);
  const result = sent.outcome === 'handed-over' ? await inTime(back, connection, clock) : sent;
  await connection.stopListening(topic);
  if (result === null || typeof result === 'string') return result;
  return result.outcome === 'refused' ? result.reason : 'unknown';
}

async function inTime(
  back: Promise<null>,
  { lost }: ChannelConnection,
  clock: Clock,
): Promise<'no-round-trip' | 'unknown' | null> {
  const timer = new AbortController();
  const late = clock.wait(backWithinMs, timer.signal).then(() => 'no-round-trip' as const);
  const gone = lost.then(() => 'unknown' as const);
  const result = await Promise.race([back, late, gone]);
  timer.abort();
  return result;
}

function createFaults({ clock, log }: BrokerCheckOptions) {
  const faults = new Map<string, { since: number; reason: Fault }>();
  const note = (topic: string, reason: Fault | 'unknown' | null) => {
    if (reason === 'unknown') return;
    const before = faults.get(topic);
    if (reason === null) faults.delete(topic);
    else faults.set(topic, { since: before?.since ?? clock.now(), reason });
    if (reason !== null && before?.reason !== reason)
      log.warn({ topic, reason }, 'the broker refuses this topic');
    if (reason === null && before !== undefined)
      log.info({ topic }, 'the broker accepts this topic again');
  };
  return {
    note,
    noteListening: (topic: string, heard: ListenOutcome) => {
      if (heard.outcome === 'listening') note(topic, null);
      else note(topic, heard.outcome === 'refused' ? heard.reason : 'unknown');
    },
    problems: (): HealthProblem[] =>
      [...faults].map(([topic, { since, reason }]) => ({
        code: 'broker-refuses-topic',
        subject: topic.slice(0, 500),
        since,
        values: { reason },
      })),
  };
}
