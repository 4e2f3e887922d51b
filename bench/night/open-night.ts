// Starts everything that a night needs: servers, receivers, people and dispatches. Takes the settings; returns the parts, and
// adds to `undo` how to end each.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMosquitto, type MosquittoServer } from '../../e2e/servers/mosquitto.ts';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { startBenchChild } from '../dispatch/child-process.ts';
import { systemClock } from '../../host/clock.ts';
import type { Engine } from '../dispatch/place.ts';
import { adminPassword } from '../dispatch/rate.ts';
import { createDispatches, type Dispatches } from './dispatches.ts';
import { startHook, startPhones, type HookServer } from './listeners.ts';
import type { NightHistory } from './night-history.ts';
import type { NightPlan } from './night-plan.ts';
import { keepPace, type Pace } from './keep-pace.ts';
import { nightSecrets, nightSite } from './night-site.ts';
import { createNightTime, type NightTime } from './night-time.ts';
import { startOfficers, type Officers } from './officers.ts';
import { startedBy, watchMachine, type MachineWatch } from './watch-machine.ts';
import { watchWork } from './watch-work.ts';

export interface Dies {
  die(): Promise<void>;
  comeBack(): Promise<void>;
}

export interface Night {
  folder: string;
  redisUrl: string;
  restartRedis(): Promise<void>;
  broker: Dies | null;
  databaseUrl: string | undefined;
  hooks: readonly [HookServer, HookServer];
  dispatches: Dispatches;
  history: NightHistory;
  officers: Officers;
  /** As date and time. */
  begins: string;
  time: NightTime;
  pace: Pace;
  machine: MachineWatch;
}

export interface OpenNightOptions {
  engine: Engine;
  dispatches: number;
  plan: NightPlan;
  factor: number;
  /** The start of the night. */
  begins: string;
  nodeArguments: readonly string[];
}

type Undo = (() => Promise<unknown>)[];

export async function openNight(options: OpenNightOptions, undo: Undo): Promise<Night> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-night-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const redis = await openRedisServer(folder, undo);
  const outside = await openOutside(options.engine, folder, undo);
  const { factor, begins } = options;
  const time = createNightTime({ begins: Date.parse(begins), factor }, systemClock);
  const dispatches = createDispatches(time);
  const officers = startOfficers({
    incidents: options.plan.incidents,
    time,
    url: () => dispatches.url() ?? 'http://127.0.0.1:1',
  });
  undo.push(() => officers.stop());
  const history = emptyHistory();
  const heard = hearing(history, officers);
  const hooks = [await startHook(heard), await startHook(heard)] as const;
  undo.push(() => Promise.all(hooks.map((hook) => hook.die())));
  const mqttPort = outside.broker === null ? await freePort() : 0;
  undo.push(() => dispatches.stop());
  const settings = {
    ...{ site: nightSite([hooks[0].url, hooks[1].url]), environment: nightSecrets },
    ...{ redisUrl: redis.url, databaseUrl: outside.databaseUrl, mqttUrl: outside.broker?.url },
    ...{ mqttPort, adminPassword },
  };
  dispatches.prepare(launcher(settings, { ...options, folder, time }));
  for (let index = 0; index < options.dispatches; index += 1) await dispatches.start(index);
  const phones = await startPhones(dispatches.mqttUrl(), outside.broker === null, heard);
  undo.push(() => phones.stop());
  const { databaseUrl, broker } = outside;
  const servers = { redisUrl: redis.url, restartRedis: redis.restart, databaseUrl, broker };
  const pace = openPace({ time, dispatches, redisUrl: redis.url, factor }, undo);
  const machine = watchMachine({ pids: () => startedBy(process.pid), time, world: systemClock });
  undo.push(() => machine.stop());
  return { folder, ...servers, hooks, dispatches, history, officers, begins, time, pace, machine };
}

interface Launch {
  folder: string;
  time: NightTime;
  nodeArguments: readonly string[];
}

/** Each keeps its folder over its restarts. */
function launcher(settings: object, { folder, time, nodeArguments }: Launch) {
  return async (index: number) => {
    const dataDir = join(folder, `dispatch-${index}`);
    await mkdir(dataDir, { recursive: true });
    const own = { ...settings, dataDir, time: time.current() };
    return startBenchChild('dispatch-child', own, nodeArguments);
  };
}

interface PaceNeeds {
  time: NightTime;
  dispatches: Dispatches;
  redisUrl: string;
  factor: number;
}

/** The clock of the night starts here. */
function openPace({ time, dispatches, redisUrl, factor }: PaceNeeds, undo: Undo): Pace {
  const work = watchWork(redisUrl);
  const waitingJobs = async () => (dispatches.url() === undefined ? 0 : work.waiting());
  const parts = { time, answered: () => dispatches.answered(), waitingJobs, world: systemClock };
  const pace = keepPace(parts, factor);
  undo.push(async () => {
    await pace.stop();
    await work.stop();
  });
  return pace;
}

function emptyHistory(): NightHistory {
  return {
    ...{ raised: [], recorded: [], cases: [], received: [] },
    ...{ disturbances: [], judgedUntil: 0, endedAt: 0, waits: [] },
  };
}

/** People who are notified of an alert may accept its case. */
function hearing(history: NightHistory, officers: Officers) {
  return (receipt: NightHistory['received'][number], caseId: string) => {
    history.received.push(receipt);
    const incidentId = /^(night-\d+-\d+)-\d+-/.exec(receipt.notificationId)?.[1];
    if (incidentId !== undefined) officers.told(caseId, incidentId);
  };
}

async function openRedisServer(dir: string, undo: Undo) {
  const parts = { port: await freePort(), dir, appendOnly: true };
  let running = await startRedis(parts);
  undo.push(() => running.stop());
  const restart = async () => {
    await running.kill();
    running = await startRedis(parts);
  };
  return { url: running.url, restart };
}

async function openOutside(engine: Engine, folder: string, undo: Undo) {
  if (engine === 'embedded') return { databaseUrl: undefined, broker: null };
  const postgres = await startPostgres();
  if (postgres === null) throw new Error('no PostgreSQL is installed');
  undo.push(() => postgres.stop());
  const keep = { port: await freePort(), keepIn: join(folder, 'broker') };
  let running: MosquittoServer = await startMosquitto(keep);
  undo.push(() => running.stop());
  const broker = {
    url: running.url,
    die: () => running.stop(),
    comeBack: async () => {
      running = await startMosquitto(keep);
    },
  };
  return { databaseUrl: postgres.url, broker };
}
