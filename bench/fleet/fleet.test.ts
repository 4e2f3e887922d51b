import { describe, expect, it } from 'vitest';
import { fleetRates } from './fleet-rates.ts';
import { pace, quantile } from './pace.ts';
import type { PhaseResult } from './run-fleet.ts';
import { fleetText, savedText } from './text.ts';
import { programOf, useBetween } from './usage.ts';

describe('the messages of a fleet', () => {
  it('are those of its cameras at the intervals of edges', () => {
    const rates = fleetRates({
      cameras: 1600,
      incidentsPerDay: 24,
      lookEveryMs: 2000,
      watched: 40,
    });
    expect(rates.alerts).toBeCloseTo((1600 * 24 * 3) / 86_400);
    expect(rates.reports).toEqual({
      status: 320,
      observation: 800,
      picture: expect.closeTo(533.3, 1) as number,
      block: expect.closeTo(13.3, 1) as number,
    });
  });

  it('are no more than one observation a second, and no picture without a look', () => {
    const often = fleetRates({ cameras: 10, incidentsPerDay: 1, lookEveryMs: 100, watched: 1 });
    expect(often.reports).toMatchObject({
      observation: 10,
      picture: expect.closeTo(10 / 3) as number,
    });
    const seldom = fleetRates({ cameras: 10, incidentsPerDay: 1, lookEveryMs: 10_000, watched: 1 });
    expect(seldom.reports).toMatchObject({ observation: 1, picture: 1 });
  });

  it('are few of cameras that nobody looks at, but their states and logs', () => {
    const size = { cameras: 1600, incidentsPerDay: 24, lookEveryMs: 2000, watched: 40 };
    const { reports } = fleetRates(size, 'watched');
    expect(reports).toEqual({
      status: 320,
      observation: 20 + 52,
      picture: expect.closeTo(40 / 3 + 52, 3) as number,
      block: expect.closeTo(13.3, 1) as number,
    });
    expect(fleetRates({ ...size, watched: 5000 }, 'watched')).toEqual(fleetRates(size));
  });

  it('are none without cameras', () => {
    const rates = fleetRates({ cameras: 0, incidentsPerDay: 24, lookEveryMs: 2000, watched: 40 });
    expect([rates.alerts, ...Object.values(rates.reports)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a pace', () => {
  it('sends what is due, and counts what was not accepted', async () => {
    const send = (index: number) => Promise.resolve(index % 10 !== 0);
    const paced = await pace({ perSecond: 200, seconds: 0.5, mostInFlight: 50, send });
    expect(paced).toMatchObject({ wanted: 100, sent: 100, failed: 10 });
    expect(paced.tookMs).toHaveLength(90);
  });

  it('waits for answers when too many requests are open', async () => {
    let most = 0;
    let flying = 0;
    const send = async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise((resolve) => setTimeout(resolve, 60));
      flying -= 1;
      return true;
    };
    const paced = await pace({ perSecond: 1000, seconds: 0.3, mostInFlight: 5, send });
    expect(most).toBe(5);
    expect(paced.sent).toBeLessThan(paced.wanted);
  });

  it('counts an error as not accepted, and sends nothing without a rate', async () => {
    const send = () => Promise.reject(new Error('the line is cut'));
    expect(await pace({ perSecond: 100, seconds: 0.1, mostInFlight: 5, send })).toMatchObject({
      failed: 10,
      tookMs: [],
    });
    expect((await pace({ perSecond: 0, seconds: 0.05, mostInFlight: 5, send })).sent).toBe(0);
  });

  it.each([
    ['of none', [], 0.99, null],
    ['of one', [7], 0.5, 7],
    ['the middle', [1, 2, 3, 4], 0.5, 2],
    ['the last', [1, 2, 3, 4], 1, 4],
    ['near the end', Array.from({ length: 200 }, (_, at) => at + 1), 0.99, 198],
  ])('has quantiles: %s', (_, sorted, share, expected) => {
    expect(quantile(sorted, share)).toBe(expected);
  });
});

describe('the use of the machine', () => {
  it.each([
    ['/usr/bin/node dist/bench/dispatch/dispatch-child.js {}', 'dispatch'],
    ['redis-server 127.0.0.1:1', 'redis'],
    ['postgres: checkpointer', 'postgres'],
    ['/usr/sbin/mosquitto -c x', 'mosquitto'],
    ['sh', null],
  ])('of %s is that of %s', (command, program) => {
    expect(programOf(command)).toBe(program);
  });

  it('is the difference of two readings over the time between them', () => {
    const none = { redis: 0, postgres: 0, mosquitto: 0, sender: 0 };
    const before = { atMs: 0, cpuMs: { dispatch: 100, ...none }, bytes: { dispatch: 1, ...none } };
    const after = {
      atMs: 1000,
      cpuMs: { dispatch: 600, ...none },
      bytes: { dispatch: 2, ...none },
    };
    const use = useBetween(before, after);
    expect([use.cores.dispatch, use.bytes.dispatch, use.cores.redis]).toEqual([0.5, 2, 0]);
  });
});

it('a result names incidents without a notification, and the load of the machine', () => {
  const none = { dispatch: 0, redis: 0, postgres: 0, mosquitto: 0, sender: 0 };
  const paced = { wanted: 10, sent: 9, failed: 1, tookMs: [1, 2, 3] };
  const phase = {
    name: 'everything',
    seconds: 10,
    alertsPerSecond: 1,
    alerts: paced,
    delaysMs: [40, 80],
    untold: 3,
    reports: { status: paced, picture: { ...paced, wanted: 0 } },
    sentBytes: 1e7,
    use: { cores: none, bytes: none },
    load: 2.5,
  };
  const size = { cameras: 10, incidentsPerDay: 24, lookEveryMs: 2000, watched: 40 };
  const text = fleetText({ size, dispatches: 2, phases: [phase], defects: 0 });
  expect(text).toContain(
    'people told of 2 incidents after 40 ms (p50), 80 ms (p99), 80 ms at most, of 3 not',
  );
  expect(text).toContain('load of the machine 2.5');
  expect(text).not.toContain('picture:');
});

it('says what reporting only watched cameras often saves', () => {
  const phaseOf = (wanted: number, dispatch: number): PhaseResult => ({
    ...{
      name: 'x',
      seconds: 10,
      alertsPerSecond: 1,
      delaysMs: [],
      untold: 0,
      sentBytes: 0,
      load: 1,
    },
    alerts: { wanted: 0, sent: 0, failed: 0, tookMs: [] },
    reports: { picture: { wanted, sent: wanted, failed: 0, tookMs: [] } },
    use: {
      cores: { dispatch, redis: 0, postgres: 0, mosquitto: 0, sender: 0 },
      bytes: { dispatch: 0, redis: 0, postgres: 0, mosquitto: 0, sender: 0 },
    },
  });
  const text = savedText([phaseOf(0, 0.1), phaseOf(1000, 0.8), phaseOf(250, 0.2)]);
  expect(text).toEqual([
    'all cameras reported often: 100 reports a second due, 0.80 cores of dispatch',
    'only those that somebody looks at: 25 a second due, 0.20 cores of dispatch',
    'saved: 4.0 times the reports, 4.0 times the cores',
  ]);
  expect(savedText([])).toEqual([]);
  expect(savedText([phaseOf(0, 0), phaseOf(1, 1), phaseOf(0, 0)]).at(-1)).toBe(
    'saved: unknown times the reports, unknown times the cores',
  );
});
