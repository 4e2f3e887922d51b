// Carries out the schedule of faults on the test bed, and writes to the history when each was done. Faults of different parts may
// overlap. Takes the schedule and the town; resolves when the last one is over.
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../host/error-message.ts';
import { goodLine } from './city-line.ts';
import { noMountedDisk } from '../../e2e/servers/mounted-disk.ts';
import type { TownEdge } from './edges.ts';
import type { FaultName, PlannedFault } from './fault-plan.ts';
import type { Mortal } from './servers.ts';
import type { Town } from './town.ts';

export interface Amounts {
  /** How many incidents open at once. */
  many: number;
  /** How many incidents a backlog has, and with how many reports each. */
  backlog: number;
  reports: number;
}

export async function doFaults(
  plan: readonly PlannedFault[],
  town: Town,
  { amounts, onProgress }: { amounts: Amounts; onProgress: (line: string) => void },
): Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  for (const planned of plan) {
    const before = lanes.get(planned.part) ?? Promise.resolve();
    lanes.set(
      planned.part,
      before.then(async () => {
        await delay(Math.max(0, town.startedAt + planned.at - Date.now()));
        onProgress(
          `${((Date.now() - town.startedAt) / 1000).toFixed(1)} s: ${planned.what} (${planned.part})`,
        );
        await doAndTell(planned, town, amounts);
      }),
    );
  }
  await Promise.all(lanes.values());
}

async function doAndTell(planned: PlannedFault, town: Town, amounts: Amounts): Promise<void> {
  const { what, part } = planned;
  const from = Date.now();
  const told: Told & { failed?: string } = await doings[what](planned, town, amounts).catch(
    (error: unknown) => ({ failed: messageOf(error) }),
  );
  // What was in flight is offered again within seconds of the end.
  town.history.write({ line: 'fault', what, part, from, until: Date.now(), ...told });
}

type Told = { skipped?: string };
type Doing = (planned: PlannedFault, town: Town, amounts: Amounts) => Promise<Told>;

const doings: Readonly<Record<FaultName, Doing>> = {
  'kill-edge': (planned, town) => dieFor(edgeOf(planned, town), planned.forMs),
  'kill-dispatch': ({ forMs }, town) => dieFor(town.dispatch, forMs),
  'kill-redis': ({ forMs }, town) => dieFor(town.redis, forMs),
  'redis-away': ({ forMs }, town) => dieFor(town.redis, forMs),
  'kill-broker': ({ forMs }, town) => dieFor(town.broker, forMs),
  'kill-postgres': ({ forMs }, town) => dieFor(town.postgres, forMs),
  'freeze-edge': freeze,
  'bad-line': spoilLine,
  'cut-line': cutLine,
  'disk-full': fillDisk,
  'clock-of-edge': (planned, town) => setClock(edgeOf(planned, town), planned),
  'clock-of-dispatch': (planned, town) => setClock(town.dispatch, planned),
  'cameras-flap': flap,
  'slow-receiver': slowDown,
  poison: async (_, { far }) => {
    await far.poison();
    return {};
  },
  'many-at-once': async ({ forMs }, { far }, { many }) => {
    await far.manyAtOnce(many, forMs);
    return {};
  },
  backlog: async (_, { far }, { backlog, reports }) => {
    await far.backlog(backlog, reports);
    return {};
  },
};

function edgeOf({ part }: PlannedFault, { edges }: Town): TownEdge {
  const edge = edges.find(({ edgeId }) => edgeId === part) ?? edges[0];
  if (edge === undefined) throw new Error('there is no edge');
  return edge;
}

async function dieFor(part: Mortal, forMs: number): Promise<Told> {
  await part.kill();
  await delay(forMs);
  await part.start();
  return {};
}

async function freeze(planned: PlannedFault, town: Town): Promise<Told> {
  const edge = edgeOf(planned, town);
  edge.freeze();
  await delay(planned.forMs);
  edge.thaw();
  return {};
}

const badLine = { delayMs: 2000, loss: 0.2 };

async function spoilLine(planned: PlannedFault, town: Town): Promise<Told> {
  const edge = edgeOf(planned, town);
  edge.setLine(badLine);
  await delay(planned.forMs);
  edge.setLine(goodLine);
  return {};
}

async function cutLine(planned: PlannedFault, town: Town): Promise<Told> {
  const edge = edgeOf(planned, town);
  await edge.cutLine();
  await delay(planned.forMs);
  await edge.joinLine();
  return {};
}

/** Not a byte is free: everything that is written from now on is refused. */
async function fillDisk(planned: PlannedFault, town: Town): Promise<Told> {
  const { disk } = edgeOf(planned, town);
  if (disk === null) return { skipped: noMountedDisk };
  // There may be less space now than when it was measured.
  await disk.fill(0).catch(() => undefined);
  await delay(planned.forMs);
  await disk.clear();
  return {};
}

async function setClock(
  part: { setClock(offMs: number): void },
  { byMs = 0, forMs }: PlannedFault,
): Promise<Told> {
  part.setClock(byMs);
  await delay(forMs);
  part.setClock(0);
  return {};
}

const flapEveryMs = 3000;

/** All cameras disconnect and return repeatedly. */
async function flap({ forMs }: PlannedFault, { cameraLines }: Town): Promise<Told> {
  for (let passedMs = 0; passedMs < forMs; passedMs += flapEveryMs) {
    await Promise.all(cameraLines.map((line) => line.cut()));
    await delay(flapEveryMs / 2);
    await Promise.all(cameraLines.map((line) => line.join()));
    await delay(flapEveryMs / 2);
  }
  return {};
}

/** Longer than dispatch waits for an answer, so that it has to try again. */
const slowAnswerMs = 5000;

async function slowDown({ forMs }: PlannedFault, { hooks }: Town): Promise<Told> {
  for (const hook of hooks) hook.answerAfter(slowAnswerMs);
  await delay(forMs);
  for (const hook of hooks) hook.answerAfter(0);
  return {};
}
