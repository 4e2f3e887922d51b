// A kind of matter as data: which objects, where, for how long, with which permits, and its names. The shipped kinds and a site's
// own kinds are all written in this form and checked by it.
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

/** Classes of objects that can explain a static region, so that it does not count. */
export const excusingThings = ['person', 'animal', 'vehicle', 'two-wheeler'] as const;
export type ExcusingThing = (typeof excusingThings)[number];

const regionsSchema = z.strictObject({
  /** A region with one of these labels does not count. */
  butFor: z.array(z.enum(excusingThings)).max(excusingThings.length).default(['person', 'animal']),
  /** A region with one of these labels gets the dwell of that class. */
  dwellOf: z
    .array(z.enum(['vehicle', 'two-wheeler', 'goods']))
    .max(3)
    .default([]),
  /** Smallest region, as a share of the fence. */
  leastSize: shareSchema.default(0),
  /** Its name in reasons. */
  called: shortNameSchema.default('thing'),
});

const whatSchema = z
  .strictObject({
    /** Objects by class. They count while they stand. */
    things: z.array(thingSchema).max(20).default([]),
    /** Objects by the label of a custom model. */
    labels: z.array(nameSchema.min(1)).max(100).default([]),
    /** Below this confidence a label is ignored. */
    leastConfidence: shareSchema.default(0.35),
    /** The lower part of a box that counts as standing on the ground. */
    ground: someShareSchema.default(1),
    /** The class whose dwell applies to objects without one of their own. */
    unnamed: z.enum(dwellClasses).default('default'),
    /** Static regions without a label; not used when absent. */
    regions: regionsSchema.optional(),
  })
  .refine(
    ({ things, labels, regions }) => things.length + labels.length > 0 || regions !== undefined,
    'expected what to look for: things, labels or regions',
  );

const whereSchema = z
  .strictObject({
    anchor: anchorSchema.default({ inside: 0.35 }),
    /** Objects count together: the share of the fence that they must cover. */
    minCover: someShareSchema.optional(),
    /** Each object counts alone: the share of the fence that it must fill. */
    minArea: someShareSchema.optional(),
    /** Objects count together: the minimum number. */
    minCount: z.number().int().min(1).max(1000).optional(),
    /** With `minCount`: only objects within this many of their own heights of each other count together. */
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

/** Evidence that adds up while an object stands: each piece has a weight, and the sum must reach `least`. */
const gathersSchema = z.strictObject({
  least: z.number().gt(0).max(100),
  /** The camera saw it being put there. */
  setUp: weightSchema.default(0),
  /** Objects next to it. */
  signs: z.array(signSchema).max(50).default([]),
  /** One person stays with it. */
  keeper: weightSchema.default(0),
  /** Other people stop at it. */
  customer: weightSchema.default(0),
});
export type Gathers = z.output<typeof gathersSchema>;

const codeText = 'expected 5 digits in quotes such as "09006"';
export const matterCodeSchema = z.string(codeText).regex(/^\d{5}$/, codeText);
const listNumberText = 'expected two numbers of two digits such as "04-06"';
const listNumberSchema = z.string(listNumberText).regex(/^\d\d-\d\d$/, listNumberText);

/** A matter of the national list, with its numbers in the older lists that cities still use, and its names. */
const matterSchema = z.strictObject({
  /** GB/T 47678.5-2026: class (2 digits) and number (3 digits). */
  code: matterCodeSchema,
  secondList: listNumberSchema.nullable().default(null),
  oldList: listNumberSchema.nullable().default(null),
  en: shortNameSchema,
  zh: shortNameSchema,
});
export type MatterCode = z.output<typeof matterSchema>;

/** The deadlines of a case of this kind when the site's policy has none, as in `deadlines`. */
const kindDeadlineSchema = z.strictObject({
  matterCodes: z.array(matterCodeSchema).min(1).max(20).optional(),
  dispatch: limitSchema.optional(),
  acknowledge: limitSchema.optional(),
  onSite: limitSchema.optional(),
  handle: limitSchema.optional(),
  verify: limitSchema.optional(),
});

const wordsSchema = z.strictObject({
  /** Why an alert was raised; may contain `{fence}` and `{duration}`. */
  because: inBothSchema.optional(),
  /** The display names of evidence, by its name. */
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
    /** Whether second opinions are asked for. */
    secondOpinion: z.boolean().default(true),
    whoMay: z.strictObject({ permits: z.boolean().default(true) }).default({ permits: true }),
    /** Alerts carry the first, unless `matterCode` or the fence names another. */
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

/** A kind as written, in a file or in a site's `kinds`. */
export type KindFile = z.input<typeof kindFileSchema>;
/** A kind with defaults filled in; durations in ms. */
export type KindSpec = z.output<typeof kindFileSchema>;
