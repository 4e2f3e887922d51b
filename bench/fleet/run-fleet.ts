// A simulated fleet on real dispatches: what the edges of a district send, and how long it takes until people are notified. Takes
// the size; returns one result for each phase: alerts alone, all cameras reported often as by earlier releases, everything as it is, and
// that with many times the alerts.
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { alertQueueName, kinds } from '../../contracts/index.ts';
import { openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { benchSite, cellOf } from '../dispatch/bench-site.ts';
import { startBenchChild, type BenchChild } from '../dispatch/child-process.ts';
import { makeAlert } from '../dispatch/make-alert.ts';
import { openPlace, type Place } from '../dispatch/place.ts';
import { receiver, settingsOf } from '../dispatch/rate.ts';
import {
  alertsPerIncident,
  fleetRates,
  reportKinds,
  type FleetSize,
  type Reporting,
} from './fleet-rates.ts';
import { pace, type Paced } from './pace.ts';
import { openReports, type ReportSender } from './reports.ts';
import { listenForTold, type Told } from './told.ts';
import { readUse, useBetween, type Use } from './usage.ts';

export interface FleetOptions extends FleetSize {
  dispatches: number;
  seconds: number;
  /** How many times the alerts in the burst. */
  burst: number;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface PhaseResult {
  name: string;
  seconds: number;
  alertsPerSecond: number;
  alerts: Paced;
  delaysMs: number[];
  untold: number;
  reports: Record<string, Paced>;
  sentBytes: number;
  use: Use;
  /** Of the machine, at the end. */
  load: number;
}

export interface FleetResult {
  size: FleetSize;
  dispatches: number;
  phases: PhaseResult[];
  defects: number;
}

const token = 'token of the edges of the bench';
const settleMs = 30_000;

interface Fleet {
  place: Place;
  children: BenchChild[];
  queue: Queue;
  reports: ReportSender;
  told: Told;
  options: FleetOptions;
}

export async function runFleet(options: FleetOptions): Promise<FleetResult> {
  const undo: (() => unknown)[] = [];
  try {
    const fleet = await open(options, undo);
    const phases: PhaseResult[] = [];
    const { burst } = options;
    for (const phase of [
      { name: 'alerts alone', times: 1, reporting: null },
      { name: 'all cameras reported often', times: 1, reporting: 'all' },
      { name: 'everything', times: 1, reporting: 'watched' },
      { name: `everything, alerts × ${burst}`, times: burst, reporting: 'watched' },
    ] as const) {
      phases.push(await runPhase(fleet, phase));
      options.onProgress?.(`${phase.name}: done`);
    }
    const defects = fleet.children.reduce((sum, child) => sum + child.defects(), 0);
    return { size: options, dispatches: options.dispatches, phases, defects };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function open(options: FleetOptions, undo: (() => unknown)[]): Promise<Fleet> {
  const { cameras, dispatches, nodeArguments = [] } = options;
  const place = await openPlace('external');
  undo.push(() => place.stop());
  const children: BenchChild[] = [];
  for (let index = 0; index < dispatches; index += 1) {
    const settings = await settingsOf(place, `data-${index}`);
    const site = join(settings.dataDir, 'site.json');
    await writeFile(site, JSON.stringify({ ...settings.site, ...benchSite(cameras) }));
    const own = { ...settings, site, edgeToken: token };
    const child = await startBenchChild('dispatch-child', own, nodeArguments);
    children.push(child);
    undo.push(() => child.stop());
  }
  const patience = { whenAway: 'wait', queueCommands: true, retryDelay: () => 100 } as const;
  const connection = openRedis(redisAddressOf(place.redisUrl), patience);
  const queue = new Queue(alertQueueName, { connection });
  undo.push(async () => {
    await queue.close();
    connection.disconnect();
  });
  const reports = await openReports(
    children.map(({ url }) => url),
    token,
  );
  undo.push(() => {
    reports.close();
  });
  const told = await listenForTold(children[0]?.mqttUrl ?? '', receiver);
  undo.push(() => told.stop());
  return { place, children, queue, reports, told, options };
}

interface Phase {
  name: string;
  times: number;
  /** Null: no reports at all. */
  reporting: Reporting | null;
}

async function runPhase(
  fleet: Fleet,
  { name, times, reporting: which }: Phase,
): Promise<PhaseResult> {
  const { told, reports, options } = fleet;
  const { seconds, cameras } = options;
  const rates = fleetRates(options, which ?? 'all');
  told.begin();
  const before = await readUse();
  const bytesBefore = reports.bytesSent();
  const alertsPerSecond = rates.alerts * times;
  const sending = pace({
    perSecond: alertsPerSecond,
    seconds,
    mostInFlight: cameras,
    send: (index) => raise(fleet, name, index),
  });
  const reporting = reportKinds.map(async (kind) => {
    const send = (index: number) => reports.send(kind, cameraOf(index % cameras), index);
    const perSecond = which === null ? 0 : rates.reports[kind];
    return [kind, await pace({ perSecond, seconds, mostInFlight: cameras, send })] as const;
  });
  const [alerts, ...sent] = await Promise.all([sending, ...reporting]);
  const use = useBetween(before, await readUse());
  await untilTold(told);
  const { delaysMs, untold } = told.result();
  const sentBytes = reports.bytesSent() - bytesBefore;
  const load = loadavg()[0] ?? 0;
  const shown = { name, seconds, alertsPerSecond, alerts, delaysMs, untold, sentBytes, use, load };
  return { ...shown, reports: Object.fromEntries(sent) };
}

async function untilTold(told: Told): Promise<void> {
  const late = performance.now() + settleMs;
  while (told.result().untold > 0 && performance.now() < late) await delay(100);
}

const cameraOf = (index: number) => `camera-${cellOf(index)}`;

/** Three alerts of each incident, one after the other, at another camera each time. */
async function raise({ queue, told, options }: Fleet, name: string, index: number) {
  const incident = Math.floor(index / alertsPerIncident);
  const sequence = (index % alertsPerIncident) + 1;
  const incidentId = `${name.replaceAll(/\W+/g, '-')}-${incident}`;
  const now = Date.now();
  const alert = makeAlert({
    incidentId,
    sequence,
    event: sequence === 1 ? 'opened' : sequence === 2 ? 'still-there' : 'cleared',
    cell: cellOf((incident * 7) % options.cameras),
    kind: kinds[0] ?? '',
    matterCode: '09012',
    at: now,
    openedAt: now,
  });
  if (sequence === 1) told.raised(incidentId);
  await queue.add('alert', alert, { jobId: alert.alertId });
  return true;
}
