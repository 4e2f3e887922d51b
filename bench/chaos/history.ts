// THE HISTORY of a chaos run, as JSON lines: what the scripted world showed, which faults were made, what edges saw and raised,
// what dispatch recorded and sent, what receivers got, and what was left at the end. The checker needs nothing else. All times are
// real times (epoch ms), unaffected by the clocks that the bench sets.
import { appendFileSync } from 'node:fs';
import { z } from 'zod';
import { caseStepSchema, deliverySchema } from '../../contracts/index.ts';
import { faultNames } from './fault-plan.ts';

const id = z.string();
const time = z.number();

/** What the product made of a picture in which something stood, to explain what was missed. */
export const judgedSchema = z.strictObject({
  cameraId: id,
  /** By the clock of the edge. */
  capturedAt: time,
  view: z.string(),
  tracks: z.number(),
  regions: z.number(),
  drops: z.array(z.string()),
  waits: z.array(z.string()),
  followed: z.array(z.string()),
});

const lineSchema = z.discriminatedUnion('line', [
  z.strictObject({
    line: z.literal('run'),
    seed: z.number(),
    cameras: z.array(id),
    edges: z.array(id),
    planted: z.string().nullable(),
    at: time,
  }),
  /** The truth: something stands in front of a camera. */
  z.strictObject({
    line: z.literal('stay'),
    id,
    cameraId: id,
    slot: z.number(),
    from: time,
    to: time,
  }),
  /** The truth of a camera that exists only as alerts. */
  z.strictObject({ line: z.literal('far'), incidentId: id, at: time }),
  /** A message of the queue that is no alert. */
  z.strictObject({ line: z.literal('poison'), jobId: id, at: time }),
  z.strictObject({
    line: z.literal('fault'),
    what: z.enum(faultNames),
    part: id,
    from: time,
    until: time,
    /** Why it was not done. */
    skipped: z.string().optional(),
    /** Why it could not be done. */
    failed: z.string().optional(),
  }),
  /** An edge looked at a picture, which showed something in this slot. */
  z.strictObject({
    line: z.literal('look'),
    edgeId: id,
    cameraId: id,
    slot: z.number().nullable(),
    at: time,
  }),
  judgedSchema.extend({ line: z.literal('judged'), edgeId: id }),
  z.strictObject({
    line: z.literal('raised'),
    by: id,
    incidentId: id,
    sequence: z.number(),
    event: z.enum(['opened', 'still-there', 'cleared']),
    cameraId: id,
    slot: z.number().nullable(),
    at: time,
    /** From the picture until the event, by the clock of the edge; null when that was set in between. */
    sinceFrameMs: z.number().nullable().optional(),
  }),
  z.strictObject({
    line: z.literal('case'),
    id,
    state: z.string(),
    present: z.boolean(),
    incidents: z.array(
      z.strictObject({
        incidentId: id,
        cameraId: id,
        slot: z.number().nullable(),
        present: z.boolean(),
      }),
    ),
    alerts: z.array(
      z.strictObject({ alertId: id, incidentId: id, sequence: z.number(), effect: z.string() }),
    ),
    log: z.array(caseStepSchema),
    deliveries: z.array(deliverySchema),
    untold: z.array(
      z.strictObject({
        notificationId: id,
        role: z.string(),
        person: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  }),
  z.strictObject({ line: z.literal('rejected'), jobId: id, reason: z.string() }),
  z.strictObject({
    line: z.literal('received'),
    notificationId: id,
    over: z.enum(['mqtt', 'webhook']),
    at: time,
  }),
  /** What still waits at the end. */
  z.strictObject({ line: z.literal('left'), where: z.string(), count: z.number() }),
  /** Problems that a part still reports at the end. */
  z.strictObject({
    line: z.literal('problem'),
    by: z.string(),
    code: z.string(),
    detail: z.string(),
  }),
  z.strictObject({ line: z.literal('ended-by-itself'), part: id, at: time }),
  z.strictObject({ line: z.literal('defect'), part: id, at: time }),
  z.strictObject({
    line: z.literal('resources'),
    part: id,
    pid: z.number(),
    memoryMb: z.number(),
    handles: z.number(),
    at: time,
  }),
  /** A process of the product that was left running. */
  z.strictObject({ line: z.literal('orphan'), pid: z.number(), command: z.string() }),
  z.strictObject({
    line: z.literal('end'),
    /** When everything was done and healthy; null if that did not come. */
    settledAfterMs: z.number().nullable(),
    at: time,
  }),
]);
export type HistoryLine = z.infer<typeof lineSchema>;
type Name = HistoryLine['line'];
export type LineOf<N extends Name> = Extract<HistoryLine, { line: N }>;

export interface HistoryWriter {
  write(line: HistoryLine): void;
}

/** Each line is in the file before anything else is done, so that a run that breaks off can be read. */
export function writeHistory(
  file: string,
  onLine: (line: HistoryLine) => void = () => undefined,
): HistoryWriter {
  return {
    write: (line) => {
      onLine(line);
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

/** @throws Error that names the line that cannot be read */
export function readHistory(text: string): HistoryLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        return lineSchema.parse(JSON.parse(line));
      } catch (error) {
        throw new Error(`line ${index + 1} of the history cannot be read: ${line.slice(0, 200)}`, {
          cause: error,
        });
      }
    });
}

export function linesOf<N extends Name>(history: readonly HistoryLine[], name: N): LineOf<N>[] {
  return history.filter((one): one is LineOf<N> => one.line === name);
}
