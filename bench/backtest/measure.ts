// How fast fences are run over a log: from its bytes to the list of incidents; and for comparison the same from JSON lines, which
// are parsed and validated in every run. Runs in Node and in browsers.
import { observationSchema, type Observation } from '../../contracts/index.ts';
import { createBackTest, mattersToFences, type BackTestResult } from '../../geofences/index.ts';
import {
  cutIntoBlocks,
  decodeBatches,
  encodeBlock,
  type LogReading,
} from '../../observation-log/index.ts';
import { busyStreet } from './busy-street.ts';
import { makeFences } from './fences.ts';

export interface Measured {
  readonly fences: number;
  /** Camera hours per second. */
  readonly hoursPerSecond: number;
  readonly incidents: number;
  /** The same for the baseline, over a part of the log. */
  readonly baselineHoursPerSecond: number;
}

export interface BenchLog {
  readonly hours: number;
  readonly observations: number;
  readonly bytes: Uint8Array;
  /** The first part of the same observations as JSON lines. */
  readonly lines: string;
  readonly lineHours: number;
}

const timezone = 'Asia/Shanghai';
const periodMs = 2000;
/** The baseline is slow: this part of the log is enough. */
const mostLineHours = 1;

export async function makeLog(hours: number): Promise<BenchLog> {
  const observations = [...busyStreet({ hours, periodMs })];
  const blocks = await Promise.all(cutIntoBlocks(observations).map((block) => encodeBlock(block)));
  const lineHours = Math.min(hours, mostLineHours);
  const first = observations.slice(0, (lineHours * 3_600_000) / periodMs);
  const bytes = new Uint8Array(await new Blob(blocks).arrayBuffer());
  const lines = first.map((one) => JSON.stringify(one)).join('\n');
  return { hours, observations: observations.length, bytes, lines, lineHours };
}

export interface Tools {
  /** A monotonic clock in ms. */
  readonly now: () => number;
  /** Reads the log as back-tests in this environment do. */
  readonly inflate?: LogReading['inflate'];
}

export async function measure(log: BenchLog, fences: number, tools: Tools): Promise<Measured> {
  const { now } = tools;
  const begin = now();
  const result = await fromLog(log, fences, tools);
  const middle = now();
  fromLines(log, fences);
  const end = now();
  return {
    fences,
    hoursPerSecond: log.hours / ((middle - begin) / 1000),
    incidents: result.incidents.length,
    baselineHoursPerSecond: log.lineHours / ((end - middle) / 1000),
  };
}

/** The time to read the log alone, in ms. */
export async function measureReading(log: BenchLog, tools: Tools): Promise<number> {
  const { now } = tools;
  const begin = now();
  let count = 0;
  for await (const batch of decodeBatches(log.bytes, {}, readingWith(tools))) count += batch.length;
  if (count !== log.observations) throw new Error(`expected ${log.observations}, got ${count}`);
  return now() - begin;
}

function readingWith({ inflate }: Tools): LogReading {
  return { isWanted: mattersToFences, ...(inflate && { inflate }) };
}

async function fromLog({ bytes }: BenchLog, fences: number, tools: Tools): Promise<BackTestResult> {
  const backTest = createBackTest({ fences: makeFences(fences), timezone });
  for await (const batch of decodeBatches(bytes, {}, readingWith(tools))) backTest.feed(batch);
  return backTest.end();
}

function fromLines({ lines }: BenchLog, fences: number): BackTestResult {
  const backTest = createBackTest({ fences: makeFences(fences), timezone });
  const parsed = lines
    .split('\n')
    .map((line): Observation => observationSchema.parse(JSON.parse(line)));
  backTest.feed(parsed);
  return backTest.end();
}
