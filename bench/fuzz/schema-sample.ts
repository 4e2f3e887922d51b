// A value that a JSON schema describes, as a start for changes. Takes a schema and dice; returns a value. It may not match in every
// detail: patterns are tried with a list of common texts.
import { z } from 'zod';
import { pick, type Dice } from './dice.ts';
import type { Json } from './mutate-value.ts';

const schemaSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  minimum: z.number().optional(),
  minItems: z.number().optional(),
});

const usualTexts = [
  'abc',
  '370305001001001',
  'ab'.repeat(32),
  '2026-10-01',
  '08:30',
  '30m',
  '13800000001',
  'wang@example.org',
  'https://example.org/a',
  'rtsp://192.0.2.1/stream',
  '09012',
  `${'A'.repeat(86)}==`,
  `fwe_${'a'.repeat(43)}`,
  '#aabbcc',
  '1-2',
];
const deepest = 12;

export function sampleOf(schema: unknown, dice: Dice, depth = 0): Json {
  const read = schemaSchema.safeParse(schema);
  if (!read.success || depth > deepest) return null;
  const { anyOf, oneOf, allOf, ...own } = read.data;
  if (own.const !== undefined) return own.const;
  if (own.enum !== undefined && own.enum.length > 0) return pick(own.enum, dice);
  const choices = anyOf ?? oneOf ?? [];
  if (choices.length > 0) return sampleOf(pick(choices, dice), dice, depth + 1);
  if (allOf !== undefined) return mergedOf(allOf, dice, depth);
  return typedOf(own, dice, depth);
}

type Own = Pick<
  z.infer<typeof schemaSchema>,
  'type' | 'properties' | 'items' | 'pattern' | 'minLength' | 'minimum' | 'minItems'
>;

function typedOf(own: Own, dice: Dice, depth: number): Json {
  switch ([own.type].flat()[0] ?? 'none') {
    case 'object':
      return Object.fromEntries(
        Object.entries(own.properties ?? {}).map(([key, inner]) => [
          key,
          sampleOf(inner, dice, depth + 1),
        ]),
      );
    case 'array':
      return Array.from({ length: own.minItems ?? 1 }, () => sampleOf(own.items, dice, depth + 1));
    case 'integer':
    case 'number':
      return Math.max(1, own.minimum ?? 0);
    case 'boolean':
      return dice(2) === 0;
    case 'string':
      return textOf(own, dice);
    default:
      return null;
  }
}

function mergedOf(parts: readonly unknown[], dice: Dice, depth: number): Json {
  const values = parts.map((part) => sampleOf(part, dice, depth + 1));
  const isObject = (value: Json) => value !== null && typeof value === 'object';
  return values.every(isObject) ? (Object.assign({}, ...values) as Json) : (values[0] ?? null);
}

function textOf({ pattern, minLength = 1 }: Own, dice: Dice): string {
  if (pattern === undefined) return 'a'.repeat(Math.max(minLength, 3));
  const fitting = usualTexts.filter((text) => fits(pattern, text));
  return fitting.length > 0 ? pick(fitting, dice) : 'a'.repeat(Math.max(minLength, 3));
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}
