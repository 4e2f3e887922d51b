// Every text, list, map and number in a message has a limit, so that no value can fill the store or a screen. Checks all schemas
// that the contracts export, so new fields are checked too.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.ts';
import { siteFileJsonSchema } from './site.ts';
import { limitFaults, limitFaultsIn } from './testing/limit-faults.ts';

const schemas = Object.entries(contracts).flatMap(([name, value]): [string, z.ZodType][] =>
  value instanceof z.ZodType ? [[name, value]] : [],
);

/** Free-form values: fences and kinds are checked by their own schemas, and a trace by the limit of its alert. */
const asWritten = /(^|\.)(fence|trace|kinds)(\[\])?: anything at all$/;
const written = ['writtenFenceSchema', 'writtenKindSchema'];

describe('the contracts', () => {
  it('are all walked', () => {
    expect(schemas.length).toBeGreaterThan(80);
  });

  it.each(schemas)('%s accepts nothing without a limit', (name, schema) => {
    const faults = limitFaults(schema).filter((fault) => !asWritten.test(fault));
    expect(faults).toEqual(written.includes(name) ? ['all of it: anything at all'] : []);
  });

  it('limit the site file too', () => {
    expect(limitFaultsIn(siteFileJsonSchema())).toEqual([]);
  });
});

describe('the walk', () => {
  it.each([
    ['a text', z.string(), 'all of it: text without a limit'],
    [
      'a text by a pattern without an end',
      z.string().regex(/^a+$/),
      'all of it: text without a limit',
    ],
    ['a text by a pattern of a part', z.string().regex(/a/), 'all of it: text without a limit'],
    ['a list', z.array(z.boolean()), 'all of it: list without a limit'],
    ['what a list holds', z.array(z.string()).max(3), '[]: text without a limit'],
    ['a map', z.record(z.string().max(3), z.boolean()), 'all of it: map without a limit'],
    ['a number', z.number(), 'all of it: number without a range'],
    ['a whole number', z.int(), 'all of it: number without a range'],
    ['a number from below', z.number().min(0), 'all of it: number without a range'],
    ['a number from above', z.number().max(9), 'all of it: number without a range'],
    ['anything', z.unknown(), 'all of it: anything at all'],
    [
      'a part of a map',
      z.object({ at: z.object({ a: z.int() }) }),
      '.at.a: number without a range',
    ],
    ['one of several', z.union([z.boolean(), z.string()]), 'all of it: text without a limit'],
    ['a text or null', z.string().nullable(), 'all of it: text without a limit'],
    ['a number or null', z.number().nullable(), 'all of it: number without a range'],
    ['part of a pair', z.tuple([z.number()]), 'all of it: number without a range'],
    [
      'what is turned into something else',
      z.string().transform(Number),
      'all of it: text without a limit',
    ],
  ])('finds %s without a limit', (_, schema, fault) => {
    expect(limitFaults(schema)).toEqual([fault]);
  });

  it.each([
    ['a text with a limit', z.string().max(3)],
    ['a text by a pattern with an end', z.string().regex(/^[a-z]{1,9}$/)],
    ['one of some words', z.enum(['a', 'b'])],
    ['a map of some words', z.record(z.enum(['a', 'b']), z.boolean())],
    ['a moment', contracts.momentSchema],
    ['nothing', z.null()],
  ])('accepts %s', (_, schema) => {
    expect(limitFaults(schema)).toEqual([]);
  });
});

it('accepts no more values of a problem than its limit', () => {
  const values = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 1]));
  const take = (count: number) =>
    contracts.healthProblemSchema.safeParse({
      code: 'disk-full',
      subject: 'data',
      since: 0,
      values: values(count),
    }).success;
  expect([take(0), take(30), take(31)]).toEqual([true, true, false]);
});

describe('a text of names, ids and reasons', () => {
  const kept = [
    ['name', contracts.nameSchema],
    ['short name', contracts.shortNameSchema],
    ['id', contracts.longIdSchema],
    ['id of an edge', contracts.edgeIdSchema],
    ['id of an incident', contracts.incidentIdSchema],
    ['address', contracts.addressSchema],
    ['text', contracts.textSchema],
    ['reason', contracts.reasonSchema],
  ] as const;

  it.each(kept)('may contain any text that a database accepts: %s', (_, schema) => {
    for (const text of ['出口 3', 'a😀b', 'a\tb', 'é'])
      expect(schema.safeParse(text).success, text).toBe(true);
  });

  it.each(kept)('holds neither a NUL nor half a surrogate pair: %s', (_, schema) => {
    for (const text of ['a\u0000b', '\u0000', 'a\ud83d', '\ude00a', '\ude00\ud83d'])
      expect(schema.safeParse(text).success, JSON.stringify(text)).toBe(false);
  });
});

describe('texts of people and devices', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['a receipt', contracts.receiptSchema, { version: 1, notificationId: 'n', step: 'opened' }],
    ['an action', contracts.caseActionSchema, { action: 'accept' }],
  ])('%s is accepted unchanged, and not with a NUL', (_, schema, good) => {
    const field = schema === contracts.receiptSchema ? 'by' : 'reason';
    expect(schema.safeParse(good).success).toBe(true);
    expect(schema.safeParse({ ...Object(good), [field]: 'Li 😀' }).success).toBe(true);
    expect(schema.safeParse({ ...Object(good), [field]: 'a\u0000b' }).success).toBe(false);
  });
});
