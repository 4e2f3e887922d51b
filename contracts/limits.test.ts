// Every text and list of what devices and edges bring has a limit, and every moment a sane range: nobody fills the store with
// one value. Walks the schemas as JSON Schema, so that a new field is held to it too.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { latestMoment } from './limits.ts';
import { receiptBodySchema, receiptSchema } from './receipt.ts';

interface Node {
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
/** A pattern without `*`, `+` or `{n,}` has an end of its own. */
const ends = (pattern: unknown) => typeof pattern === 'string' && !/[*+]|,\}/.test(pattern);
const isMoment = (path: string) => /(At|Since|since|until)$/.test(path);

function faultsIn(node: Node, path: string): string[] {
  const faults: string[] = [];
  const isFixed = 'enum' in node || 'const' in node || ends(node.pattern);
  if (node.type === 'string' && !isFixed && !('maxLength' in node))
    faults.push(`${path}: text without a limit`);
  if (node.type === 'array' && !('maxItems' in node) && !('prefixItems' in node))
    faults.push(`${path}: list without a limit`);
  if (isMoment(path) && node.type === 'integer' && Number(node.maximum) > latestMoment)
    faults.push(`${path}: moment without a range`);
  for (const [key, value] of Object.entries(node)) {
    const isNamed = key === 'properties';
    if (!isNode(value)) continue;
    for (const [name, inner] of isNamed ? Object.entries(value) : [['', value] as const])
      if (isNode(inner)) faults.push(...faultsIn(inner, isNamed ? `${path}.${name}` : path));
  }
  return faults;
}

const faultsOfSchema = (schema: z.ZodType) => faultsIn(z.toJSONSchema(schema, { io: 'input' }), '');

it.each(Object.entries({ alertSchema, receiptSchema, receiptBodySchema }))(
  '%s takes nothing without a limit',
  (_, schema) => {
    expect(faultsOfSchema(schema)).toEqual([]);
  },
);

it('finds a text, a list and a moment without one', () => {
  const loose = z.object({
    text: z.string(),
    list: z.array(z.boolean()),
    at: z.object({ seenAt: z.int() }),
  });
  expect(faultsOfSchema(loose)).toEqual([
    '.text: text without a limit',
    '.list: list without a limit',
    '.at.seenAt: moment without a range',
  ]);
});
