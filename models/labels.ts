// Maps a model's label to a `Thing`, our class of objects, with the table `labels.json`, which also holds well-known label sets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeFaults, faultsOf, thingSchema, type Thing } from '../contracts/index.ts';
import { ModelError } from './model-error.ts';
import { packageRoot } from '../host/package-root.ts';

export interface ModelLabel {
  readonly label: string;
  readonly thing: Thing;
}

const labelTableSchema = z.strictObject({
  version: z.literal(1),
  sets: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  things: z.record(z.string(), thingSchema),
});
export type LabelTable = z.output<typeof labelTableSchema>;

export function loadLabelTable(): LabelTable {
  const path = join(packageRoot(), 'models', 'labels.json');
  return parseLabelTable(JSON.parse(readFileSync(path, 'utf8')), path);
}

export function parseLabelTable(value: unknown, path: string): LabelTable {
  const parsed = labelTableSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new ModelError('bad-registry', `${path}: ${describeFaults(faultsOf(parsed.error))}`);
}

/** Ignores case, spaces, `_` and `-`; an unknown label is `other`. */
export function thingOf(label: string, table: LabelTable): Thing {
  const wanted = plain(label);
  const known = Object.entries(table.things).find(([name]) => plain(name) === wanted);
  return known?.[1] ?? 'other';
}

/** The labels of a well-known set in the order of the model's classes. */
export function labelsOfSet(name: string, table: LabelTable): ModelLabel[] {
  const labels = table.sets[name];
  if (labels) return labels.map((label) => ({ label, thing: thingOf(label, table) }));
  const known = Object.keys(table.sets).join(', ');
  throw new ModelError('wrong-labels', `expected one of the label sets ${known}, got "${name}"`);
}

function plain(label: string): string {
  return label.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
}
