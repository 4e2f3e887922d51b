// The lane of direct channels with scripted channels: the person's order, faults, concurrency, stopping, and a store that fails
// after a message was sent.
import { describe, expect, it } from 'vitest';
import type { StaffMember, ChannelTry } from '../../contracts/index.ts';
import type { DirectChannel, DirectOutcome } from '../channels/direct/direct-channel.ts';
import { anAddressee, aNotification } from '../channels/direct/testing/a-message.ts';
import type { DirectQueue, DirectRow } from './direct-queue.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { beginProgress, type AfterAttempt } from './after-attempt.ts';
import { createDirectLane } from './direct-lane.ts';

const ok: DirectOutcome = { outcome: 'delivered', detail: null };
const away: DirectOutcome = { outcome: 'retryable', reason: 'unreachable', detail: 'x' };
const gone: DirectOutcome = { outcome: 'permanent', reason: 'gone', detail: 'x' };
const badKey: DirectOutcome = { outcome: 'permanent', reason: 'login-refused', detail: 'x' };

type Waiting = DirectRow & { nextAt: number; state: AfterAttempt['state'] };

function rowOf(id: string, channels: string[]): Waiting {
  const { progress, nextAt } = beginProgress(channels);
  return {
    notification: { ...aNotification, notificationId: id },
    addressee: { ...anAddressee, key: id, channels },
    routing: 'on-duty',
    raisedAt: 1,
    channel: channels[0] ?? '',
    progress,
    nextAt,
    state: 'waiting',
  };
}

/** An in-memory queue. */
function queueOf(rows: Waiting[], failing = 0) {
  const tries: [string, ChannelTry][] = [];
  let left = failing;
  const due = (at: number) => rows.filter((row) => row.state === 'waiting' && row.nextAt <= at);
  const queue: DirectQueue = {
    beginAnew: () => Promise.resolve(0),
    dueChannels: (at) => Promise.resolve([...new Set(due(at).map(({ channel }) => channel))]),
    claim: ({ channel, limit, at, inHand }) => {
      const free = due(at).filter((row) => !inHand.includes(row.notification.notificationId));
      return Promise.resolve(free.filter((row) => row.channel === channel).slice(0, limit));
    },
    settle: (row, attempt, after) => {
      left -= 1;
      if (left >= 0) return Promise.reject(new Error('the database is away'));
      tries.push([row.notification.notificationId, attempt]);
      const own = rows.find((one) => one.notification === row.notification);
      if (own) Object.assign(own, after);
      return Promise.resolve();
    },
  };
  return { queue, tries, rows };
}

type Answer = (id: string) => DirectOutcome | Promise<DirectOutcome>;

async function run(
  rows: Waiting[],
  answers: Record<string, Answer>,
  {
    failing = 0,
    until = () => rows.every(({ state }) => state !== 'waiting'),
    people = [] as StaffMember[],
  } = {},
) {
  const clock = fakeClock(0);
  const log = quietLog();
  const stop = new AbortController();
  const { queue, tries } = queueOf(rows, failing);
  const sent: string[] = [];
  const channels = new Map(
    Object.entries(answers).map(([id, answer]): [string, DirectChannel] => [
      id,
      {
        id,
        type: 'webhook',
        where: id,
        timeoutMs: 1e9,
        deliver: (message) => {
          sent.push(`${id} ${message.id}`);
          return Promise.resolve(answer(message.id));
        },
      },
    ]),
  );
  const onTried = () => {
    if (until()) stop.abort();
  };
  const lane = createDirectLane({
    channels,
    queue,
    clock,
    log,
    onTried,
    site: { timezone: 'UTC' },
    people: () => people,
    telling: { giveUpAfter: 3_600_000 },
  });
  if (rows.length === 0) setImmediate(stop.abort.bind(stop));
  await lane.run(stop.signal);
  return { sent, tries, lane, log, states: rows.map(({ state }) => state) };
}

describe('createDirectLane', () => {
  it('does nothing when nothing waits', async () => {
    expect(await run([], { hook: () => ok })).toMatchObject({ sent: [], tries: [] });
  });

  it('sends each message once', async () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => rowOf(id, ['hook']));
    const { sent, states } = await run(rows, { hook: () => ok });
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `hook ${id}`));
    expect(new Set(states)).toEqual(new Set(['handed-over']));
  });

  it('goes to the person’s next channel, and stores the result of each attempt', async () => {
    const { sent, tries } = await run([rowOf('a', ['hook', 'mail'])], {
      hook: () => gone,
      mail: () => ok,
    });
    expect(sent).toEqual(['hook a', 'mail a']);
    expect(tries.map(([, { channel, outcome, reason }]) => [channel, outcome, reason])).toEqual([
      ['hook', 'permanent', 'gone'],
      ['mail', 'delivered', null],
    ]);
  });

  it('does not let a hanging channel delay another one', async () => {
    const rows = 'abcdef'.split('').map((id) => rowOf(id, ['stuck']));
    rows.push(rowOf('z', ['hook']));
    const { sent } = await run(
      rows,
      { stuck: () => new Promise(() => undefined), hook: () => ok },
      { until: () => rows.at(-1)?.state === 'handed-over' },
    ).catch(() => ({ sent: [] as string[] }));
    expect(sent).toContain('hook z');
    expect(sent.filter((one) => one.startsWith('stuck'))).toHaveLength(4);
  });

  it('reports a failing channel, since when, until it works again', async () => {
    const rows = [rowOf('a', ['hook', 'mail']), rowOf('b', ['mail'])];
    const { lane } = await run(rows, { hook: () => badKey, mail: () => ok });
    expect(lane.problems()).toMatchObject([
      { code: 'channel-login-refused', subject: 'hook', values: { reason: 'login-refused' } },
    ]);
    lane.note('hook', ok);
    expect(lane.problems()).toEqual([]);
    lane.note('hook', away);
    expect(lane.problems()).toEqual([]);
    lane.note('hook', away);
    expect(lane.problems()).toMatchObject([{ code: 'channel-unreachable', values: { times: 2 } }]);
    lane.note('mail', { outcome: 'permanent', reason: 'no-address', detail: 'x' });
    expect(lane.problems()).toHaveLength(1);
  });

  it('tries a failing channel only once', async () => {
    const rows = ['a', 'b', 'c'].map((id) => rowOf(id, ['hook', 'mail']));
    const { sent } = await run(rows, { hook: () => away, mail: () => ok });
    expect(sent.filter((one) => one.startsWith('hook')).length).toBeLessThanOrEqual(4);
  });

  it('does not repeat what was sent while the store is away', async () => {
    const { sent, tries, log } = await run(
      [rowOf('a', ['hook'])],
      { hook: () => ok },
      { failing: 5 },
    );
    expect([sent, tries.length]).toEqual([['hook a'], 1]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('skips a channel that the site file no longer has', async () => {
    const { tries } = await run([rowOf('a', ['old', 'hook'])], { hook: () => ok });
    expect(tries.map(([, { channel, reason }]) => [channel, reason])).toEqual([
      ['old', 'not-set-up'],
      ['hook', null],
    ]);
  });

  it('goes on to the present channels of a person, also when the former one is down', async () => {
    const row = (id: string) => {
      const waiting = rowOf(id, ['hook']);
      return { ...waiting, addressee: { ...waiting.addressee, key: 'person li' } };
    };
    const people: StaffMember[] = [{ id: 'li', name: 'Li', language: 'zh-CN', channels: ['sms'] }];
    const { sent, tries, lane } = await run(
      [row('a')],
      { hook: () => away, sms: () => ok },
      { people },
    );
    expect(sent).toEqual(['sms a']);
    expect(tries.map(([, { channel, reason }]) => [channel, reason])).toEqual([
      ['hook', 'not-theirs'],
      ['sms', null],
    ]);
    expect(lane.problems()).toEqual([]);
    const left = await run([row('b')], { hook: () => ok }, { people: [] });
    expect([left.sent, left.states]).toEqual([[], ['failed']]);
  });

  it('treats a channel that throws as failed', async () => {
    const { tries } = await run([rowOf('a', ['hook', 'mail'])], {
      hook: () => {
        throw new Error('odd');
      },
      mail: () => ok,
    });
    expect(tries[0]?.[1]).toMatchObject({ outcome: 'retryable', reason: 'connection-lost' });
  });

  it('postpones a message that causes an error, and sends the others', async () => {
    const rows = [rowOf('odd', ['hook']), rowOf('good', ['hook'])];
    const odd = rows[0]!;
    odd.addressee = { ...odd.addressee, channels: undefined as never };
    const { sent, log } = await run(
      rows,
      { hook: (id) => (id === 'odd' ? away : ok) },
      { until: () => rows[1]?.state === 'handed-over' },
    );
    expect(sent).toContain('hook good');
    expect(log.lines.filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
  });
});
