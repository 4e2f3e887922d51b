// The items on the map of the district: outlines of cells, positions of cameras, licensed stalls, and the background map (the
// ground). The form in the site file under `map`, and the form that dispatch stores, each item with its versions.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { hoursSchema } from './calendar.ts';
import type { Fault } from './faults.ts';
import { idSchema } from './fence-parts.ts';
import { shortNameSchema } from './limits.ts';
import { outlineSchema, positionSchema } from './map-outline.ts';

export const cellOnMapSchema = z.strictObject({
  name: shortNameSchema.optional(),
  outline: outlineSchema,
});
export const cameraOnMapSchema = z.strictObject({ at: positionSchema });
export const stallOnMapSchema = z.strictObject({
  name: shortNameSchema,
  holder: shortNameSchema.optional(),
  at: positionSchema,
  gridCell: gridCellSchema.optional(),
  /** When it may stand there; always when absent. */
  hours: z.array(hoursSchema).min(1).max(50).optional(),
});
/** A point of the picture in shares of its width and height from the top left, and where it is on the earth. */
export const controlPointSchema = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  at: positionSchema,
});
export type ControlPoint = z.infer<typeof controlPointSchema>;

export const groundFileSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(pmtiles|jpg)$/,
    'expected the name of a .pmtiles or .jpg file in the folder map of the data folder',
  );
export const groundSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('picture'),
      file: groundFileSchema,
      width: z.number().int().min(1).max(100_000),
      height: z.number().int().min(1).max(100_000),
      /** Two: north is up. Three or more: the picture may be turned. */
      points: z.array(controlPointSchema).min(2).max(20),
    })
    .superRefine(({ points }, context) => {
      const message = controlFault(points);
      if (message) context.addIssue({ code: 'custom', path: ['points'], message });
    }),
  z.strictObject({ type: z.literal('tiles'), file: groundFileSchema }),
]);
export type Ground = z.infer<typeof groundSchema>;

/** Control points that do not determine the position: two along an edge of the picture, or three on one line. */
function controlFault(points: readonly ControlPoint[]): string | null {
  const [a, b] = points;
  if (!a || !b) return null;
  if (points.length === 2)
    return [a.x - b.x, a.y - b.y, a.at[0] - b.at[0], a.at[1] - b.at[1]].some((d) => d === 0)
      ? 'expected two points that differ in both directions, such as two opposite corners'
      : null;
  const spread = (of: (one: ControlPoint) => readonly [number, number]) =>
    points.some((p) => points.some((q) => Math.abs(cross(of(a), of(p), of(q))) > 1e-12));
  return spread(({ x, y }) => [x, y]) && spread(({ at }) => at)
    ? null
    : 'expected points that do not lie on one line';
}

function cross(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

export const mapKinds = ['cell', 'camera', 'stall', 'ground'] as const;
export type MapKind = (typeof mapKinds)[number];
/** The ground is one item. */
export const groundId = 'ground';

/** An item without its id, by kind. */
export const mapContentSchema = z.discriminatedUnion('kind', [
  cellOnMapSchema.extend({ kind: z.literal('cell') }),
  cameraOnMapSchema.extend({ kind: z.literal('camera') }),
  stallOnMapSchema.extend({ kind: z.literal('stall') }),
  z.strictObject({ kind: z.literal('ground'), ground: groundSchema }),
]);
export type MapContent = z.infer<typeof mapContentSchema>;
export type ContentOf<K extends MapKind> = Extract<MapContent, { kind: K }>;

export const maxCellsOnMap = 20_000;
export const siteMapSchema = z.strictObject({
  ground: groundSchema.optional(),
  cells: z
    .array(cellOnMapSchema.extend({ cell: gridCellSchema }))
    .max(maxCellsOnMap)
    .optional(),
  cameras: z
    .array(cameraOnMapSchema.extend({ camera: idSchema }))
    .max(20_000)
    .optional(),
  stalls: z
    .array(stallOnMapSchema.extend({ id: idSchema }))
    .max(20_000)
    .optional(),
});
export type SiteMap = z.output<typeof siteMapSchema>;

/** An item with its id: the 15 digits of a cell, the id of a camera or stall, or `ground`. */
export interface NamedContent {
  id: string;
  content: MapContent;
}

export function itemsOfSiteMap(map: SiteMap): NamedContent[] {
  const { cells = [], cameras = [], stalls = [], ground } = map;
  return [
    ...cells.map(({ cell, ...rest }) => named(cell, { kind: 'cell', ...rest })),
    ...cameras.map(({ camera, ...rest }) => named(camera, { kind: 'camera', ...rest })),
    ...stalls.map(({ id, ...rest }) => named(id, { kind: 'stall', ...rest })),
    ...(ground ? [named(groundId, { kind: 'ground', ground })] : []),
  ];
}

/** The same items as they are written in a site file. */
export function siteMapOfItems(items: readonly NamedContent[]): SiteMap {
  const cells: NonNullable<SiteMap['cells']> = [];
  const cameras: NonNullable<SiteMap['cameras']> = [];
  const stalls: NonNullable<SiteMap['stalls']> = [];
  let ground: Ground | undefined;
  for (const { id, content } of items) {
    if (content.kind === 'ground') ground = content.ground;
    else if (content.kind === 'cell') cells.push({ cell: id, ...bare(content) });
    else if (content.kind === 'camera') cameras.push({ camera: id, ...bare(content) });
    else stalls.push({ id, ...bare(content) });
  }
  return { ...(ground && { ground }), cells, cameras, stalls };
}

function bare<T extends { kind: MapKind }>({ kind: _kind, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}

function named(id: string, content: MapContent): NamedContent {
  return { id, content };
}

/** Items that are named twice, and cameras that the file does not have. */
export function siteMapFaults(map: SiteMap | undefined, cameras: ReadonlySet<string>): Fault[] {
  const lists = [
    ['cells', (map?.cells ?? []).map(({ cell }) => cell)],
    ['cameras', (map?.cameras ?? []).map(({ camera }) => camera)],
    ['stalls', (map?.stalls ?? []).map(({ id }) => id)],
  ] as const;
  const twice = lists.flatMap(([list, ids]) => {
    const seen = new Set<string>();
    return ids.flatMap((id, index) => {
      if (seen.has(id))
        return [{ path: `map.${list}[${index}]`, message: `"${id}" is on the map already` }];
      seen.add(id);
      return [];
    });
  });
  const strays = (map?.cameras ?? []).flatMap(({ camera }, index) =>
    cameras.has(camera)
      ? []
      : [
          {
            path: `map.cameras[${index}].camera`,
            message: `expected the id of a camera in this file, got "${camera}"`,
          },
        ],
  );
  return [...twice, ...strays];
}

/** Why an item cannot have this name; null when it can. */
export function mapContentIdFault(kind: MapKind, id: string, content: MapContent): string | null {
  if (content.kind !== kind) return `expected a ${kind}, got a ${content.kind}`;
  if (kind === 'ground' && id !== groundId) return `expected the id "${groundId}", got "${id}"`;
  return kind === 'cell' && !gridCellSchema.safeParse(id).success
    ? `expected the 15 digits of a cell, got "${id}"`
    : null;
}
