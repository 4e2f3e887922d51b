// The map over HTTP: its items, changes as versions, imports with faults by row, and the heat map of a month. Paths stand above each
// schema.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { reasonSchema } from './fence-version.ts';
import { idSchema } from './fence-parts.ts';
import { kindSchema } from './kind.ts';
import {
  countSchema,
  maxListed,
  momentSchema,
  nameSchema,
  ordinalSchema,
  textSchema,
} from './limits.ts';
import {
  cameraOnMapSchema,
  cellOnMapSchema,
  groundSchema,
  mapContentSchema,
  mapKinds,
  stallOnMapSchema,
} from './map-items.ts';

const versioned = { version: ordinalSchema };
/** Whether the newest version comes from the site file or was made in the dashboard. */
export const mapChanges = ['site-file', 'edited', 'imported', 'removed'] as const;
const changed = { ...versioned, change: z.enum(mapChanges) };

export const placedCellSchema = cellOnMapSchema.extend({ cell: gridCellSchema, ...changed });
export type PlacedCell = z.infer<typeof placedCellSchema>;
export const placedCameraSchema = cameraOnMapSchema.extend({ camera: idSchema, ...changed });
export type PlacedCamera = z.infer<typeof placedCameraSchema>;
export const placedStallSchema = stallOnMapSchema.extend({ id: idSchema, ...changed });
export type PlacedStall = z.infer<typeof placedStallSchema>;

/** GET /api/map : of the caller's cells. With `cell` only what is in or near one cell, for the small map of a case. */
export const mapQuerySchema = z.strictObject({ cell: gridCellSchema.optional() });
export const districtMapSchema = z.strictObject({
  cells: z.array(placedCellSchema).max(maxListed),
  cameras: z.array(placedCameraSchema).max(maxListed),
  stalls: z.array(placedStallSchema).max(maxListed),
  ground: z.strictObject({ ...changed, ground: groundSchema }).nullable(),
});
export type DistrictMap = z.infer<typeof districtMapSchema>;

export const mapItemParamsSchema = z.strictObject({ kind: z.enum(mapKinds), id: idSchema });
const base = {
  /** The version that the edit started from; null for something new. 409 when it is no longer the newest. */
  baseVersion: ordinalSchema.nullable(),
  reason: reasonSchema,
};
/** PUT /api/map/items/:kind/:id → mapVersionSchema */
export const editMapItemSchema = z.strictObject({ ...base, content: mapContentSchema });
/** POST /api/map/items/:kind/:id/remove → mapVersionSchema */
export const removeMapItemSchema = z.strictObject(base);
export const mapVersionSchema = z.strictObject({
  kind: z.enum(mapKinds),
  id: idSchema,
  ...changed,
  at: momentSchema,
  author: nameSchema,
  reason: textSchema,
  /** Null when it was removed. */
  content: mapContentSchema.nullable(),
});
export type MapVersion = z.infer<typeof mapVersionSchema>;
/** GET /api/map/items/:kind/:id/versions : newest first. */
export const mapVersionsSchema = z.strictObject({
  versions: z.array(mapVersionSchema).max(maxListed),
});

export const maxGeoJsonBytes = 32 * 1024 * 1024;
export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];
/** POST /api/map/import : the text of a GeoJSON file. Nothing is stored when a row has a fault, or with `dryRun`. */
export const importMapSchema = z.strictObject({
  what: z.enum(['cell', 'camera', 'stall']),
  text: z.string().max(maxGeoJsonBytes),
  /** The coordinate system of the file; stored coordinates are WGS-84. */
  system: z.enum(coordinateSystems).default('wgs84'),
  /** The property with the id; when absent, the first usual one that the row has. */
  idProperty: z.string().min(1).max(100).optional(),
  nameProperty: z.string().min(1).max(100).optional(),
  dryRun: z.boolean().default(false),
  reason: reasonSchema,
});
export type MapImport = z.infer<typeof importMapSchema>;

export const mapRowFaultCodes = [
  'not-json',
  'not-geojson',
  'no-rows',
  'too-many-rows',
  'other-system',
  'not-a-feature',
  'wrong-geometry',
  'no-id',
  'bad-id',
  'bad-name',
  'twice',
  'unknown-camera',
  'not-closed',
  'bad-position',
  'looks-swapped',
  'too-few-points',
  'too-many-points',
  'outside-earth',
  'repeated-point',
  'crosses-itself',
  'no-area',
] as const;
export type MapRowFaultCode = (typeof mapRowFaultCodes)[number];
export const mapRowFaultSchema = z.strictObject({
  /** Counts from 1; null for the whole file. */
  row: ordinalSchema.nullable(),
  /** The id of the row, if it has one. */
  id: nameSchema.nullable(),
  code: z.enum(mapRowFaultCodes),
  /** The actual value, shortened. */
  got: textSchema,
});
export type MapRowFault = z.infer<typeof mapRowFaultSchema>;
export const maxMapRowFaults = 1000;
export const mapImportAnswerSchema = z.strictObject({
  faults: z.array(mapRowFaultSchema).max(maxMapRowFaults),
  /** The number of all faults; only the first are listed. */
  faultCount: countSchema,
  rows: countSchema,
  added: countSchema,
  changed: countSchema,
  same: countSchema,
  stored: z.boolean(),
});
export type MapImportAnswer = z.infer<typeof mapImportAnswerSchema>;

/** GET /api/map/heat?month=2026-11 : the cases that were reported in a month, by cell and kind. Cases without a cell: null. */
export const heatQuerySchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-11'),
});
export const heatSchema = z.strictObject({
  month: nameSchema,
  cells: z
    .array(z.strictObject({ cell: nameSchema.nullable(), kind: kindSchema, cases: countSchema }))
    .max(maxListed),
});
export type Heat = z.infer<typeof heatSchema>;

/** Maximum size of an uploaded picture. */
export const maxGroundPictureBytes = 40 * 1024 * 1024;
/** POST /api/map/ground/picture : JPEG, PNG or WebP. */
export const groundPictureSchema = z.strictObject({
  file: nameSchema,
  width: ordinalSchema,
  height: ordinalSchema,
});
/** GET /api/map/ground : the files that can be used as the background map. */
export const groundFilesSchema = z.strictObject({
  files: z.array(z.strictObject({ file: nameSchema, bytes: countSchema })).max(maxListed),
});
// GET /api/map/ground/:file, with byte ranges.
