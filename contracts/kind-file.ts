// A kind of matter as data: what it looks for, where, how long, who may, and what it is called. The three kinds that came
// first, the others that are shipped and a site's own are all written in this form, and checked by it.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';
import {
  anchorSchema,
  dwellClasses,
  dwellSchema,
  idSchema,
  severitySchema,
  shareSchema,
  someShareSchema,
} from './fence-parts.ts';
import { limitSchema } from './limit.ts';
import { nameSchema, shortNameSchema } from './limits.ts';
import { thingSchema } from './thing.ts';

/** In both languages of the interface. */
const inBothSchema = z.strictObject({ en: shortNameSchema, zh: shortNameSchema });
export type InBoth = z.output<typeof inBothSchema>;

/** What may be named as the reason that a static region is no matter after all. */
export const excusingThings = ['person', 'animal', 'vehicle', 'two-wheeler'] as const;
export type ExcusingThing = (typeof excusingThings)[number];

const regionsSchema = z.strictObject({
  /** What a region may turn out to be and then does not count. */
  butFor: z.array(z.enum(excusingThings)).max(excusingThings.length).default(['person', 'animal']),
  /** Names that give a region the dwell of their class. */
  dwellOf: z
    .array(z.enum(['vehicle', 'two-wheeler', 'goods']))
    .max(3)
    .default([]),
  /** Smallest region, as a share of the fence. */
  leastSize: shareSchema.default(0),
  /** What it is called in reasons. */
  called: shortNameSchema.default('thing'),
});

const whatSchema = z
  .strictObject({
    /** Things by their class. They count while they stand. */
    things: z.array(thingSchema).max(20).default([]),
    /** Things by the label that a model of your own gives them. */
    labels: z.array(nameSchema.min(1)).max(100).default([]),
    /** Below this confidence a name does not count. */
    leastConfidence: shareSchema.default(0.35),
    /** How much of a box, from below, stands on the ground. */
    ground: someShareSchema.default(1),
    /** The class whose dwell holds for what has none of its own. */
    unnamed: z.enum(dwellClasses).default('default'),
    /** What appeared in the scene and stays, without a name; not asked when absent. */
    regions: regionsSchema.optional(),
  })
  .refine(
    ({ things, labels, regions }) => things.length + labels.length > 0 || regions !== undefined,
    'expected what to look for: things, labels or regions',
  );

const whereSchema = z
  .strictObject({
    anchor: anchorSchema.default({ inside: 0.35 }),
    /** Things count together: the share of the fence that they must cover. */
    minCover: someShareSchema.optional(),
    /** Each counts by itself: the share of the fence that it must fill. */
    minArea: someShareSchema.optional(),
    /** Things count together: how many there must be. */
    minCount: z.number().int().min(1).max(1000).optional(),
    /** With `minCount`: those count together that stand within so many of their own heights of each other. */
    apart: z.number().gt(0).max(100).optional(),
  })
  .refine(
    ({ minCover, minArea, minCount }) =>
      [minCover, minArea, minCount].filter((one) => one !== undefined).length <= 1,
    'expected one of minCover, minArea and minCount at most',
  )
  .refine(({ apart, minCount }) => apart === undefined || minCount !== undefined, {
    path: ['apart'],
    message: 'expected minCount beside it',
  });

const howLongSchema = z.strictObject({
  dwell: dwellSchema.refine(
    (dwell) => typeof dwell === 'number' || dwell.default !== undefined,
    'expected a duration, or one per class with a default: {vehicle: 50s, default: 40s}',
  ),
  reopenWithin: positiveDurationSchema.default(60_000),
  stillThereEvery: positiveDurationSchema.default(600_000),
  clearAfter: positiveDurationSchema.default(6_000),
});

const weightSchema = z.number().min(0).max(10);

const signSchema = z.strictObject({
  name: idSchema,
  things: z.array(thingSchema).max(20).default([]),
  labels: z.array(nameSchema.min(1)).max(100).default([]),
  weight: weightSchema,
});
export type Sign = z.output<typeof signSchema>;

/** Evidence that gathers while a thing stands: each piece has a weight, and together they must reach `least`. */
const gathersSchema = z.strictObject({
  least: z.number().gt(0).max(100),
  /** It was put there while the camera watched. */
  setUp: weightSchema.default(0),
  /** Things at it. */
  signs: z.array(signSchema).max(50).default([]),
  /** One person keeps to it. */
  keeper: weightSchema.default(0),
  /** Others stop at it. */
  customer: weightSchema.default(0),
});
export type Gathers = z.output<typeof gathersSchema>;

const codeText = 'expected 5 digits in quotes such as "09006"';
export const matterCodeSchema = z.string(codeText).regex(/^\d{5}$/, codeText);
const listNumberText = 'expected two numbers of two digits such as "04-06"';
const listNumberSchema = z.string(listNumberText).regex(/^\d\d-\d\d$/, listNumberText);

/** A matter of the national list, with its numbers in the older lists that cities still run, and its names. */
const matterSchema = z.strictObject({
  /** GB/T 47678.5-2026: class (2 digits) and number (3 digits). */
  code: matterCodeSchema,
  secondList: listNumberSchema.nullable().default(null),
  oldList: listNumberSchema.nullable().default(null),
  en: shortNameSchema,
  zh: shortNameSchema,
});
export type MatterCode = z.output<typeof matterSchema>;

/** How long a case of the kind may take, when the site's policy does not say: as in `deadlines`. */
const kindDeadlineSchema = z.strictObject({
  matterCodes: z.array(matterCodeSchema).min(1).max(20).optional(),
  dispatch: limitSchema.optional(),
  acknowledge: limitSchema.optional(),
  onSite: limitSchema.optional(),
  handle: limitSchema.optional(),
  verify: limitSchema.optional(),
});

const wordsSchema = z.strictObject({
  /** Why an alert was raised, with `{fence}` and `{duration}` in it. */
  because: inBothSchema.optional(),
  /** What pieces of evidence are called, by their name. */
  evidence: z
    .record(idSchema, inBothSchema)
    .refine((words) => Object.keys(words).length <= 50, 'expected at most 50 words')
    .meta({ maxProperties: 50 })
    .optional(),
});

export const markIcons = [
  ...['stall', 'exit', 'sack', 'two-wheeler', 'vehicle', 'shop'],
  ...['crowd', 'bin', 'water', 'banner', 'fire', 'flag'],
] as const;
export const markHues = ['amber', 'red', 'violet', 'blue', 'teal', 'green', 'pink'] as const;

const markSchema = z.strictObject({
  icon: z.enum(markIcons).default('flag'),
  hue: z.enum(markHues).default('blue'),
});
export type Mark = z.output<typeof markSchema>;

export const kindFileSchema = z
  .strictObject({
    id: idSchema,
    names: inBothSchema,
    what: whatSchema,
    where: whereSchema,
    howLong: howLongSchema,
    gathers: gathersSchema.optional(),
    whoMay: z.strictObject({ permits: z.boolean().default(true) }).default({ permits: true }),
    /** The first is the one that an alert carries, unless `matterCode` or the fence names another. */
    matters: z.array(matterSchema).min(1).max(20),
    matterCode: matterCodeSchema.optional(),
    severity: severitySchema.default('normal'),
    deadlines: z.array(kindDeadlineSchema).max(20).default([]),
    words: wordsSchema.default({}),
    mark: markSchema.default({ icon: 'flag', hue: 'blue' }),
  })
  .refine(
    ({ matters, matterCode }) =>
      matterCode === undefined || matters.some(({ code }) => code === matterCode),
    { path: ['matterCode'], message: 'expected the code of one of its matters' },
  )
  .refine(({ gathers, where }) => !gathers || (!where.minCover && !where.minCount), {
    path: ['gathers'],
    message: 'expected no minCover or minCount beside it: evidence gathers at each thing',
  });

/** A kind as it is written, in a file or in a site's `kinds`. */
export type KindFile = z.input<typeof kindFileSchema>;
/** A kind with everything filled in; durations in ms. */
export type KindSpec = z.output<typeof kindFileSchema>;
