// Sends pending messages to people over their direct channels, concurrently: a slow or absent channel delays no other. Takes the
// store's queue, the channels and the clock; `run` ends with its signal, after the attempts in flight.
import type {
  ChannelTry,
  HealthProblem,
  KindSpec,
  StaffMember,
  TellingSettings,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import {
  permanent,
  type DirectChannel,
  type DirectOutcome,
} from '../channels/direct/direct-channel.ts';
import { createLocalText } from '../local-text.ts';
import { withinTime } from '../channels/direct/within-time.ts';
import { directMessage } from '../channels/direct/direct-message.ts';
import type { DirectQueue, DirectRow } from './direct-queue.ts';
import { messageOf } from '../../host/error-message.ts';
import { supervise } from '../../host/supervise.ts';
import { afterAttempt } from './after-attempt.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';
import { createTurns, type Turns } from './turns.ts';
import { createChannelFaults, type ChannelFaults } from './channel-faults.ts';
import { cleanDetail } from './clean-detail.ts';
import { presentAddressee } from './present-addressee.ts';

export interface DirectLaneOptions {
  channels: ReadonlyMap<string, DirectChannel>;
  queue: DirectQueue;
  telling: Pick<TellingSettings, 'giveUpAfter'>;
  /** Of the present roster. */
  people: () => readonly StaffMember[];
  /** For the texts: the time zone, and the site's own kinds if it has any. */
  site: { timezone: string; kinds?: readonly KindSpec[] };
  clock: Clock;
  log: Log;
  onTried: (row: DirectRow, outcome: DirectOutcome, at: number) => void;
}

export interface DirectLane {
  run(signal: AbortSignal): Promise<void>;
  /** Call when there is something new to send. */
  wake: () => void;
  /** Failing channels. */
  problems(): HealthProblem[];
  /** The result of an attempt outside the queue, such as a test. */
  note: (channel: string, outcome: DirectOutcome) => void;
  /** When a message was delivered last; null when none was since dispatch started. */
  deliveredAt: (channel: string) => number | null;
}

/** A chat robot refuses more concurrent requests. */
const atOnceOfChannel = 4;
/** Leased in batches: a store query for each would take longer than sending. */
const aheadOfChannel = 24;
/** Together with the longest attempt this is shorter than the lease. */
const keptInHandMs = 60_000;
const lookAgainMs = 2000;
const againMs = 1000;
const afterDefectMs = 60_000;

interface Run extends DirectLaneOptions {
  wakeSignal: WakeSignal;
  faults: ChannelFaults;
  /** The limits on concurrent sends, by channel. */
  turns: Map<string, Turns>;
  /** By the id of the notification. */
  underWay: Map<string, { channel: string; done: Promise<void> }>;
  signal: AbortSignal;
}

export function createDirectLane(options: DirectLaneOptions): DirectLane {
  const wakeSignal = createWakeSignal();
  const faults = createChannelFaults(options.clock);
  const underWay: Run['underWay'] = new Map();
  const { clock, log } = options;
  return {
    run: async (signal) => {
      const timeText = createLocalText(options.site.timezone);
      const turns = new Map<string, Turns>();
      const run = { ...options, timeText, wakeSignal, faults, underWay, signal, turns };
      const runOnce = () => takeOut(run);
      await supervise({ part: 'delivery over direct channels', runOnce, signal, clock, log });
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
    wake: wakeSignal.wake,
    problems: () => faults.problems(),
    deliveredAt: (channel) => faults.deliveredAt(channel),
    note: (channel, outcome) => {
      faults.note(channel, outcome);
    },
  };
}

async function takeOut(run: Run): Promise<void> {
  const { queue, wakeSignal, clock, signal } = run;
  while (!signal.aborted) {
    const woken = wakeSignal.next();
    for (const channel of await queue.dueChannels(clock.now())) await begin(run, channel);
    const pause = new AbortController();
    const either = AbortSignal.any([signal, pause.signal]);
    await Promise.race([woken, clock.wait(lookAgainMs, either)]);
    pause.abort();
  }
}

/** Leases a batch ahead; each channel sends as many at once as it takes. */
async function begin(run: Run, channel: string): Promise<void> {
  const { queue, underWay, clock, signal } = run;
  const own = () => [...underWay.values()].filter((one) => one.channel === channel);
  if (own().length > aheadOfChannel - atOnceOfChannel || signal.aborted) return;
  const inHand = [...underWay.keys()];
  const limit = aheadOfChannel - own().length;
  const takenAt = clock.now();
  for (const row of await queue.claim({ channel, limit, at: takenAt, inHand })) {
    const done = inTurn(run, row, takenAt);
    underWay.set(row.notification.notificationId, { channel, done });
  }
}

async function inTurn(run: Run, row: DirectRow, takenAt: number): Promise<void> {
  const { underWay, wakeSignal, clock, signal } = run;
  const turns = turnsOf(run, row.channel);
  const mustWait = !turns.tryTake();
  if (mustWait) await turns.next();
  // A row that has waited long behind slow ones may soon lose its lease: lease it again.
  const isTooLate = mustWait && (signal.aborted || clock.now() - takenAt >= keptInHandMs);
  if (!isTooLate) await delivered(run, row);
  turns.giveBack();
  underWay.delete(row.notification.notificationId);
  wakeSignal.wake();
}

function turnsOf({ turns }: Run, channel: string): Turns {
  const known = turns.get(channel) ?? createTurns(atOnceOfChannel);
  turns.set(channel, known);
  return known;
}

/** Any failure here is a bug: the row is postponed, and the others go on. */
async function delivered(run: Run, row: DirectRow): Promise<void> {
  const { clock, log, signal } = run;
  try {
    await deliver(run, row);
  } catch (error) {
    log.error({ error: messageOf(error) }, 'a message could not be processed: it is postponed');
    await clock.wait(afterDefectMs, signal);
  }
}

async function deliver(run: Run, written: DirectRow): Promise<void> {
  const { clock, faults, telling, people, onTried } = run;
  const row = { ...written, addressee: presentAddressee(written.addressee, people()) };
  const isTheirs = row.addressee.channels.includes(row.channel);
  const outcome = isTheirs
    ? await sent(run, row)
    : permanent('not-theirs', 'the roster has no such channel of this person any more');
  const at = clock.now();
  if (isTheirs) faults.note(row.channel, outcome);
  const after = afterAttempt({
    channels: row.addressee.channels,
    channel: row.channel,
    progress: row.progress,
    outcome,
    isFailing: faults.isFailing(row.channel),
    at,
    giveUpAfterMs: telling.giveUpAfter,
  });
  say(run, row, outcome);
  await settled(run, () => run.queue.settle(row, tryOf(row.channel, outcome, at), after));
  onTried(row, outcome, at);
}

async function sent(run: Run, row: DirectRow): Promise<DirectOutcome> {
  const { clock, signal } = run;
  const channel = run.channels.get(row.channel);
  return channel === undefined
    ? permanent('not-set-up', 'the site file has no such channel')
    : withinTime(channel, () => directMessage(row, { ...run, ...run.site }), { clock, signal });
}

function say({ log }: Run, { notification, channel }: DirectRow, outcome: DirectOutcome): void {
  const fields = { notificationId: notification.notificationId, channel, ...outcome };
  if (outcome.outcome === 'delivered') log.info(fields, 'a message was delivered');
  else log.warn(fields, 'a message was not delivered');
}

function tryOf(channel: string, outcome: DirectOutcome, at: number): ChannelTry {
  const reason = outcome.outcome === 'delivered' ? null : outcome.reason;
  const detail = cleanDetail(outcome.detail);
  return { channel, at, outcome: outcome.outcome, reason, detail };
}

/** A sent but unrecorded message would be sent again: keep the row until the store has recorded it. */
async function settled({ clock, log, signal }: Run, write: () => Promise<void>): Promise<void> {
  for (let failures = 0; ; failures += 1)
    try {
      await write();
      return;
    } catch (error) {
      if (failures === 0)
        log.warn({ error: messageOf(error) }, 'the result of a delivery could not be saved yet');
      if (signal.aborted) return;
      await clock.wait(againMs, signal);
    }
}
