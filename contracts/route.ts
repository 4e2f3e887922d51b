// Who is notified of which case: a list of routes; the first match is used. As written in a site file.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { hoursSchema } from './calendar.ts';
import { idSchema, severitySchema } from './fence.ts';
import { kindSchema } from './kind.ts';
import { dutyPartSchema, levels } from './organisation.ts';

const targetSchema = z.strictObject({
  part: dutyPartSchema,
  /** A unit by name; the one that the cell belongs to when absent. */
  unit: idSchema.optional(),
  /** The unit of this level above the cell. */
  level: z.enum(levels).optional(),
});
export type RouteTarget = z.output<typeof targetSchema>;

export const routeSchema = z.strictObject({
  name: idSchema,
  kinds: z.array(kindSchema).min(1).max(20).optional(),
  severities: z.array(severitySchema).min(1).max(20).optional(),
  cells: z.array(gridCellSchema).min(1).max(10_000).optional(),
  /** Cells of these units and of all below them. */
  units: z.array(idSchema).min(1).max(1000).optional(),
  places: z.array(idSchema).min(1).max(1000).optional(),
  hours: z.array(hoursSchema).min(1).max(50).optional(),
  tell: z.array(targetSchema).min(1).max(10),
});
export type Route = z.output<typeof routeSchema>;

export const routesShape = { routes: z.array(routeSchema).max(1000).optional() };

/** The default route, after all others: the officer and the property staff of the cell. */
export const lastRoute: Route = {
  name: 'default',
  tell: [{ part: 'officer' }, { part: 'property' }],
};
