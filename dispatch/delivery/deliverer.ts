// Delivers pending messages to their channels. For the broker: oldest first, several in flight, in order; while it is away
// everything waits, so the order stays. The lane of all direct channels runs concurrently. Takes the store, the channels and the
// clock; `run` ends with its signal.
import type { HealthProblem } from '../../contracts/index.ts';
import type { Channel, ChannelConnection } from '../channels/channel.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { NotificationStore } from './notification-store.ts';
import { supervise } from '../../host/supervise.ts';
import type { DeliveryOutcome, Outgoing } from '../channels/outgoing.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';
import type { BrokerCheck } from './broker-check.ts';
import type { DirectLane } from './direct-lane.ts';
import { createRefusedTopics, type RefusedTopics } from './refused-topics.ts';

export interface DelivererOptions {
  channel: Channel;
  notifications: Pick<NotificationStore, 'waiting' | 'settleAll'>;
  clock: Clock;
  log: Log;
  onSettled: (outgoing: Outgoing, outcome: DeliveryOutcome, at: number) => void;
  /** Runs during each connection. */
  check?: BrokerCheck;
  /** Everything that does not use the broker. */
  direct?: DirectLane;
}

export interface ChannelState {
  ok: boolean;
  /** The current problem, else null. */
  problem: string | null;
}

export interface Deliverer {
  run(signal: AbortSignal): Promise<void>;
  /** Call when there is something new to deliver. */
  wake: () => void;
  state(): ChannelState;
  /** The broker's refusals (`state` reports its absence), and direct channels that fail. */
  refusedTopics(): HealthProblem[];
}

// How many rows one dispatch leases at a time: others skip them until the lease expires.
const batchSize = 100;
/** Rows that are left after this time are leased again, long before the lease expires. */
const keptInHandMs = 100_000;
const lookAgainMs = 5000;

export function createDeliverer(options: DelivererOptions): Deliverer {
  const wakeSignal = createWakeSignal();
  let state: ChannelState = { ok: false, problem: 'not connected yet' };
  const refused = createRefusedTopics(options.clock);
  const runOnce = async (signal: AbortSignal) => {
    try {
      const connection = await options.channel.connect(signal);
      options.log.info({ broker: options.channel.name }, 'connected to the MQTT broker');
      if (!connection.canRefuse)
        options.log.info(
          {},
          'the MQTT broker speaks MQTT 3.1.1 and cannot report that it refuses a topic',
        );
      state = { ok: true, problem: null };
      await deliverUntilLost({ ...options, connection, wakeSignal, signal, refused });
    } catch (error) {
      state = { ok: false, problem: error instanceof Error ? error.message : String(error) };
      throw error;
    }
  };
  const { clock, log } = options;
  return {
    run: async (signal) => {
      const overMqtt = supervise({ part: 'delivery over MQTT', runOnce, signal, clock, log });
      await Promise.all([overMqtt, options.direct?.run(signal)]);
    },
    wake: () => {
      wakeSignal.wake();
      options.direct?.wake();
    },
    state: () => state,
    refusedTopics: () => [
      ...allRefused(refused.problems(), options.check?.problems() ?? []),
      ...(options.direct?.problems() ?? []),
    ],
  };
}

/** The result of a real message overrides that of a check. */
function allRefused(told: HealthProblem[], checked: HealthProblem[]): HealthProblem[] {
  const known = new Set(told.map(({ subject }) => subject));
  return [...told, ...checked.filter(({ subject }) => !known.has(subject))];
}

interface Run extends DelivererOptions {
  connection: ChannelConnection;
  wakeSignal: WakeSignal;
  signal: AbortSignal;
  refused: RefusedTopics;
}

async function deliverUntilLost(run: Run): Promise<void> {
  const { connection, wakeSignal, clock, signal } = run;
  const lost = connection.lost.then((why) => {
    throw new Error(why);
  });
  // The connection may be lost unnoticed; the next use reports it.
  lost.catch(() => undefined);
  const over = new AbortController();
  void run.check?.run(connection, AbortSignal.any([signal, over.signal]));
  try {
    while (!signal.aborted) {
      const woken = wakeSignal.next();
      await deliverWaiting(run);
      const pause = new AbortController();
      const either = AbortSignal.any([signal, pause.signal]);
      await Promise.race([lost, woken, clock.wait(lookAgainMs, either)]).finally(() => {
        pause.abort();
      });
    }
  } finally {
    over.abort();
    await connection.close();
  }
}

/** Runs until nothing waits. @throws when the channel fails, so that all pending messages keep their place */
async function deliverWaiting(run: Run): Promise<void> {
  const { notifications, signal, refused, clock } = run;
  for (;;) {
    const takenAt = clock.now();
    const batch = await notifications.waiting(batchSize, refused.onHold());
    if (batch.length === 0) return;
    let rest: readonly Outgoing[] = batch;
    while (rest.length > 0 && clock.now() - takenAt < keptInHandMs) {
      if (signal.aborted) return;
      const held = refused.onHold();
      const free = rest.filter(({ topic }) => !held.includes(topic));
      const together = windowOf(free, run.connection.window ?? 1);
      await deliverTogether(run, together);
      rest = free.slice(together.length);
    }
  }
}

/** The first ones for different topics: after a refusal, later messages of the topic must not overtake. */
export function windowOf(batch: readonly Outgoing[], most: number): Outgoing[] {
  const topics = new Set<string>();
  const end = batch.findIndex(({ topic }, index) => {
    const isOver = index >= most || topics.has(topic);
    topics.add(topic);
    return isOver;
  });
  return end < 0 ? [...batch] : batch.slice(0, end);
}

async function deliverTogether(run: Run, together: readonly Outgoing[]): Promise<void> {
  const { connection, notifications, clock, onSettled, refused, check } = run;
  const outcomes = await Promise.all(together.map((outgoing) => connection.publish(outgoing)));
  const at = clock.now();
  const ended = together.flatMap((outgoing, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ outgoing, outcome }];
  });
  const settled = ended.map(({ outgoing: { notification }, outcome }) => ({
    notificationId: notification.notificationId,
    outcome,
  }));
  await notifications.settleAll(settled, at);
  for (const { outgoing, outcome } of ended) {
    onSettled(outgoing, outcome, at);
    refused.note(outgoing.topic, outcome);
    if (connection.canRefuse && outcome.outcome === 'handed-over') check?.taken(outgoing.topic);
  }
  for (const outcome of outcomes)
    if (outcome.outcome === 'retryable') throw new Error(`${outcome.reason}: ${outcome.detail}`);
}
