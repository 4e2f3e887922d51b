// A scene: a script of what a fixed camera sees. `parseScene` takes the parsed YAML value and returns the scene with defaults
// filled in and times in ms, or every fault with its path. docs/reference/scenes.md describes each key.
import { z } from 'zod';
import {
  durationSchema,
  faultsOf,
  idSchema,
  kindSchema,
  positiveDurationSchema,
  type Fault,
} from '../contracts/index.ts';

export const backdropNames = ['street', 'fire-exit', 'corner'] as const;
export type BackdropName = (typeof backdropNames)[number];

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#2f4f7f"');
/** Actors come from and go to points outside the picture. */
const place = z.tuple([z.number().min(-1).max(2), z.number().min(-0.5).max(2)]);
const journeyPath = z.array(place).min(2, 'a path needs at least 2 points').max(50);
const speed = z.number().positive().max(30);

const clothingSchema = z.strictObject({
  top: colour.default('#2f4f7f'),
  trousers: colour.default('#3a3b40'),
  hair: colour.default('#1d1816'),
  skin: colour.default('#d9a883'),
  bag: colour.nullable().default(null),
  hat: colour.nullable().default(null),
});

/** Its meaning in the truth; an object without it is not an incident. */
const incidentSchema = z.strictObject({ kind: kindSchema, fence: idSchema.optional() });

/** A halt on the way: at the path's point number `point` (0 is the first). */
const stopSchema = z.strictObject({
  point: z.number().int().nonnegative(),
  for: positiveDurationSchema,
  facing: z.enum(['side', 'front', 'back']).default('front'),
});

const walkerSchema = z.strictObject({
  type: z.literal('walker'),
  at: durationSchema,
  path: journeyPath,
  /** Metres per second. */
  speed: speed.default(1.35),
  stops: z.array(stopSchema).default([]),
  clothing: clothingSchema.prefault({}),
  carries: z
    .strictObject({
      load: z.enum(['box', 'bag']),
      /** The points of the path between which the load is carried. */
      from: z.number().int().nonnegative().default(0),
      to: z.number().int().positive().default(50),
    })
    .optional(),
});

const vehicleSchema = z.strictObject({
  type: z.literal('vehicle'),
  model: z.enum(['car', 'van', 'scooter']),
  at: durationSchema,
  path: journeyPath,
  speed: speed.default(6),
  stops: z.array(stopSchema).default([]),
  colour: colour.default('#b8bcc0'),
  /** For a scooter, while it moves. */
  rider: clothingSchema.prefault({}),
  incident: incidentSchema.optional(),
});

const stallSchema = z.strictObject({
  type: z.literal('stall'),
  /** When it stands in its place, and when it starts to leave. */
  at: durationSchema,
  until: positiveDurationSchema,
  place,
  side: z.enum(['left', 'right']).default('right'),
  cart: colour.default('#2f7f86'),
  parasol: z.tuple([colour, colour]).default(['#c8352e', '#e9e2d0']),
  goods: z.array(colour).min(1).max(6).default(['#d9482b', '#e2a52c', '#5f9a3a', '#b52f4a']),
  vendor: clothingSchema.prefault({ top: '#d8d2c4', hat: '#c9b27a' }),
  incident: incidentSchema.optional(),
});

const heap = {
  at: durationSchema,
  until: positiveDurationSchema,
  place,
  count: z.number().int().min(1).max(12),
  /** Time from the first piece to the last. */
  growFor: durationSchema.default(0),
  seed: z.number().int().nonnegative().default(1),
  incident: incidentSchema.optional(),
};
const heapSchema = z.strictObject({ type: z.enum(['boxes', 'bin-bags']), ...heap });

const actorSchema = z.discriminatedUnion('type', [
  walkerSchema,
  vehicleSchema,
  stallSchema,
  heapSchema,
]);

const lightSchema = z.strictObject({
  /** 1 is a clear day, 0.3 a street at night. */
  level: z.number().min(0.05).max(1.5).default(1),
  /** Changes of the level: at once (a switch), or slowly. */
  steps: z
    .array(
      z.strictObject({
        at: durationSchema,
        level: z.number().min(0.05).max(1.5),
        over: durationSchema.default(0),
      }),
    )
    .default([]),
  /** Clouds: the level swings by this much, once per period. */
  clouds: z
    .strictObject({ swing: z.number().min(0).max(0.6), period: positiveDurationSchema })
    .optional(),
});

const evenNumber = z.number().int().min(64).max(3840).multipleOf(2);

const sceneSchema = z.strictObject({
  version: z.literal(1),
  note: z.string().default(''),
  size: z
    .strictObject({ width: evenNumber, height: evenNumber })
    .refine(({ width, height }) => Math.abs(width / height - 16 / 9) < 0.02, {
      error: 'expected a size of 16:9, such as 960 by 540',
    })
    .default({ width: 960, height: 540 }),
  fps: z.number().int().min(1).max(30).default(10),
  duration: positiveDurationSchema,
  seed: z.number().int().nonnegative().default(1),
  backdrop: z.enum(backdropNames),
  light: lightSchema.prefault({}),
  /** Sensor noise: standard deviation in grey levels of 255. */
  noise: z.number().min(0).max(30).default(2),
  /** Wind at the pole: the picture moves by up to this many pixels. */
  shake: z.number().min(0).max(20).default(0),
  rain: z.number().min(0).max(1).default(0),
  /** Somebody turns the camera: a permanent shift in shares of the picture. */
  moves: z
    .array(
      z.strictObject({
        at: durationSchema,
        x: z.number().min(-0.1).max(0.1),
        y: z.number().min(-0.1).max(0.1),
      }),
    )
    .default([]),
  actors: z.array(actorSchema).default([]),
  /** Fences in which nothing may be found. */
  negatives: z.array(idSchema).default([]),
});

export type Scene = z.output<typeof sceneSchema>;
export type SceneFile = z.input<typeof sceneSchema>;
export type Actor = z.output<typeof actorSchema>;
export type Walker = z.output<typeof walkerSchema>;
export type Vehicle = z.output<typeof vehicleSchema>;
export type Stall = z.output<typeof stallSchema>;
export type HeapActor = z.output<typeof heapSchema>;
export type Stop = z.output<typeof stopSchema>;
export type IncidentMeaning = z.output<typeof incidentSchema>;
export type SceneResult = { ok: true; scene: Scene } | { ok: false; faults: Fault[] };

export function parseScene(value: unknown): SceneResult {
  const parsed = sceneSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const faults = parsed.data.actors.flatMap((actor, index) =>
    actorFaults(actor, parsed.data.duration).map(({ path, message }) => ({
      path: `actors[${index}].${path}`,
      message,
    })),
  );
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scene: parsed.data };
}

function actorFaults(actor: Actor, durationMs: number): Fault[] {
  if (actor.type === 'walker' || actor.type === 'vehicle') return stopFaults(actor);
  const faults: Fault[] = [];
  if (actor.until <= actor.at)
    faults.push({
      path: 'until',
      message: `must be later than at (${actor.at} ms), got ${actor.until} ms`,
    });
  if (actor.at >= durationMs)
    faults.push({ path: 'at', message: `the scene ends at ${durationMs} ms, got ${actor.at} ms` });
  return faults;
}

function stopFaults({ stops, path }: Walker | Vehicle): Fault[] {
  return stops.flatMap(({ point }, index) =>
    point < path.length
      ? []
      : [
          {
            path: `stops[${index}].point`,
            message: `expected a point of the path, 0 to ${path.length - 1}, got ${point}`,
          },
        ],
  );
}
