// The stored result of one window and one engine: planted, found and false ones, and the data to identify the window.
import { z } from 'zod';
import { boxSchema, kinds } from '../../contracts/index.ts';
import { causes, sizes } from '../../simulator/days/cast/actor.ts';
import { placeNames } from '../../simulator/days/place.ts';
import { lightNames } from '../../simulator/days/render/light.ts';
import { skies } from '../../simulator/days/weather.ts';
import { engineNames } from '../accuracy/engine.ts';
import { falseAlarmReasons } from '../accuracy/verdict.ts';

const ms = z.number();
const region = boxSchema.nullable();
export const windowResultSchema = z.strictObject({
  place: z.enum(placeNames),
  seed: z.number().int(),
  startMs: ms,
  durationMs: ms,
  engine: z.enum(engineNames),
  model: z.string(),
  sky: z.enum(skies),
  /** All planted matters; `delayMs` is null for missed ones. */
  matters: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      form: z.string(),
      colour: z.string(),
      size: z.enum(sizes),
      light: z.enum(lightNames),
      fromMs: ms,
      delayMs: ms.nullable(),
      /** The reason for a miss, in the engine's words. */
      why: z.string().nullable(),
      region,
      /** The share of it inside its fence. */
      insideShare: z.number(),
      /** The mean share of it that was hidden. */
      hiddenShare: z.number(),
    }),
  ),
  alarms: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      fenceId: z.string(),
      cause: z.enum(causes),
      light: z.enum(lightNames),
      why: z.enum(falseAlarmReasons),
      openedMs: ms,
      region,
    }),
  ),
  duplicates: z.number().int(),
  /** How often the view was reported as moved; it never moves. */
  viewMoved: z.number().int(),
  looks: z.number().int(),
  cpuMs: ms,
});
export type WindowResult = z.infer<typeof windowResultSchema>;

export type WindowKey = Pick<
  WindowResult,
  'place' | 'seed' | 'startMs' | 'durationMs' | 'engine' | 'model'
>;

export function isSameWindow(a: WindowKey, b: WindowKey): boolean {
  const keys = ['place', 'seed', 'startMs', 'durationMs', 'engine', 'model'] as const;
  return keys.every((key) => a[key] === b[key]);
}
