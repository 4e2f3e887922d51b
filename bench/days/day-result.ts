// What is kept of one window of a simulated day and one engine: what was planted, found and false, and what is needed to know it again.
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
  /** All that was planted; `delayMs` is null for what was missed. */
  matters: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      form: z.string(),
      colour: z.string(),
      size: z.enum(sizes),
      light: z.enum(lightNames),
      fromMs: ms,
      delayMs: ms.nullable(),
      /** Of what was missed, in the engine's words. */
      why: z.string().nullable(),
      region,
      /** Of it, that lies inside its fence. */
      insideShare: z.number(),
      /** Of it, that was hidden by what stood before it, on the mean. */
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
  /** Times that the view was said to be moved; it never is. */
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
