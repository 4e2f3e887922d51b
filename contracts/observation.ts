// All that one analysed frame says. It is logged, and it is the only input of the fence engine: the same
// observations give the same incidents, live or years later.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { thingSchema } from './kind.ts';

const epochMs = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** One physical thing over time. Boxes are normalised; times are epoch ms of the frames it was seen in. */
export const trackSchema = z.strictObject({
  id: z.string().min(1),
  thing: thingSchema,
  /** What the model called it, e.g. `bicycle`. */
  label: z.string(),
  confidence: share,
  box: boxSchema,
  firstSeenAt: epochMs,
  lastSeenAt: epochMs,
  /** Since when it has not moved; null while it moves. */
  stationarySince: epochMs.nullable(),
});
export type Track = z.infer<typeof trackSchema>;

/** Part of the scene that differs from the learnt background and has stopped changing; no label needed. */
export const staticRegionSchema = z.strictObject({
  id: z.string().min(1),
  box: boxSchema,
  /** Share of the whole picture that its cells cover. */
  area: share,
  /** Its cells on the observation's grid, as `[row, firstColumn, lastColumn]`, inclusive. */
  spans: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])),
  /** When this place last changed from background to what is there now. */
  since: epochMs,
  /** How much it differs from the background, 0..1. */
  contrast: share,
  /** What a closer look by the detector called it, best first; empty when it has no name for it. */
  seenAs: z.array(z.strictObject({ thing: thingSchema, label: z.string(), confidence: share })),
});
export type StaticRegion = z.infer<typeof staticRegionSchema>;

export const viewStates = ['ok', 'frozen', 'black', 'covered', 'blurred', 'moved'] as const;
export const viewHealthSchema = z.strictObject({
  state: z.enum(viewStates),
  /** Since when the view is in this state. */
  since: epochMs,
  /** For `moved`: the shift of the picture in shares of its width and height, when it could be measured. */
  shift: z.strictObject({ x: z.number(), y: z.number() }).nullable(),
});
export type ViewHealth = z.infer<typeof viewHealthSchema>;

export const observationSchema = z.strictObject({
  version: z.literal(1),
  cameraId: z.string().min(1),
  /** When the frame was taken, epoch ms. */
  capturedAt: epochMs,
  /** Position in the file for recorded media, null for live streams. */
  mediaTimeMs: z.number().nonnegative().nullable(),
  /** The grid that region spans refer to. */
  grid: z.strictObject({ columns: z.number().int().positive(), rows: z.number().int().positive() }),
  tracks: z.array(trackSchema),
  regions: z.array(staticRegionSchema),
  view: viewHealthSchema,
});
export type Observation = z.infer<typeof observationSchema>;
