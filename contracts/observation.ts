// The result of one analysed frame. It is logged, and it is the only input of the fence engine: the same observations give the
// same incidents, live or years later.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { longIdSchema, momentSchema, nameSchema, spanMsSchema } from './limits.ts';
import { opinionSchema } from './opinion.ts';
import { thingSchema } from './thing.ts';

const epochMs = momentSchema;
const share = z.number().min(0).max(1);
/** Shares of the picture's size. */
const offset = z.number().min(-10).max(10);
/** A row or column of the grid. */
const cell = z.number().int().min(0).max(10_000);
const maxCells = 100_000;
/** Maximum number of objects in one picture. */
const maxThings = 10_000;

/** One object over time. Boxes are normalised; times are epoch ms of the frames it was seen in. */
export const trackSchema = z.strictObject({
  id: longIdSchema,
  thing: thingSchema,
  /** The model's label, e.g. `bicycle`. */
  label: nameSchema,
  confidence: share,
  box: boxSchema,
  firstSeenAt: epochMs,
  lastSeenAt: epochMs,
  /** Since when it has not moved; null while it moves. */
  stationarySince: epochMs.nullable(),
});
export type Track = z.infer<typeof trackSchema>;

/** The label, with the class `other`, of a region that keeps changing: people whom no model detects, leaves, a flag. */
export const restlessLabel = 'restless';

/** Part of the scene that differs from the background model and has stopped changing; needs no label. */
export const staticRegionSchema = z.strictObject({
  id: longIdSchema,
  box: boxSchema,
  /** The share of the picture that its cells cover. */
  area: share,
  /** Its cells on the observation's grid, as `[row, firstColumn, lastColumn]`, inclusive. */
  spans: z.array(z.tuple([cell, cell, cell])).max(maxCells),
  /** When this place last changed from background to its current content. */
  since: epochMs,
  /** How much it differs from the background, 0..1. */
  contrast: share,
  /** Labels from the detector's closer look at it, best first; empty when there are none. */
  seenAs: z
    .array(z.strictObject({ thing: thingSchema, label: nameSchema, confidence: share }))
    .max(1000),
});
export type StaticRegion = z.infer<typeof staticRegionSchema>;

export const viewStates = ['ok', 'frozen', 'black', 'covered', 'blurred', 'moved'] as const;
export const viewHealthSchema = z.strictObject({
  state: z.enum(viewStates),
  /** Since when the view is in this state. */
  since: epochMs,
  /** For `moved`: the shift of the picture in shares of its width and height, when it could be measured. */
  shift: z.strictObject({ x: offset, y: offset }).nullable(),
});
export type ViewHealth = z.infer<typeof viewHealthSchema>;

export const observationSchema = z.strictObject({
  version: z.literal(1),
  cameraId: longIdSchema,
  /** When the frame was taken, epoch ms. */
  capturedAt: epochMs,
  /** Position in the file for recorded media, null for live streams. */
  mediaTimeMs: spanMsSchema.nullable(),
  /** The grid that region spans refer to. */
  grid: z.strictObject({ columns: cell.min(1), rows: cell.min(1) }),
  tracks: z.array(trackSchema).max(maxThings),
  regions: z.array(staticRegionSchema).max(maxThings),
  view: viewHealthSchema,
  /** The second opinions that still apply; absent when there are none. */
  opinions: z.array(opinionSchema).min(1).max(1000).optional(),
});
export type Observation = z.infer<typeof observationSchema>;
