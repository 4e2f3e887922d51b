// Finds values without a limit in a schema: texts, lists, maps and numbers of any size. Takes a zod schema or its JSON Schema;
// returns a line for each unlimited value.
import { z } from 'zod';

export interface SchemaNode {
  [key: string]: unknown;
}

/** Larger numbers are neither times nor counts, and approach the limit of JavaScript's exact integers. */
const largest = 1e15;

export function limitFaults(schema: z.ZodType): string[] {
  return limitFaultsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

export function limitFaultsIn(root: SchemaNode): string[] {
  return faultsAt(root, '');
}

function faultsAt(node: SchemaNode, path: string): string[] {
  const faults = checks.flatMap(({ isFaulty, what }) =>
    isFaulty(node) ? [`${path || 'all of it'}: ${what}`] : [],
  );
  return [...faults, ...inner(node, path).flatMap(([child, place]) => faultsAt(child, place))];
}

const checks: { what: string; isFaulty: (node: SchemaNode) => boolean }[] = [
  { what: 'text without a limit', isFaulty: isEndlessText },
  { what: 'list without a limit', isFaulty: isEndlessList },
  { what: 'map without a limit', isFaulty: isEndlessMap },
  { what: 'number without a range', isFaulty: isEndlessNumber },
  { what: 'anything at all', isFaulty: (node) => !meanings.some((key) => key in node) },
];
const meanings = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not', '$ref'];

function isEndlessText(node: SchemaNode): boolean {
  const isFixed = 'enum' in node || 'const' in node || ends(node['pattern']);
  return isOf(node, 'string') && !isFixed && !('maxLength' in node);
}

/** A pattern for the whole text, without `*`, `+` or `{n,}`, is bounded. */
function ends(pattern: unknown): boolean {
  return typeof pattern === 'string' && /^\^.*\$$/s.test(pattern) && !/[*+]|,\}/.test(pattern);
}

function isEndlessList(node: SchemaNode): boolean {
  return isOf(node, 'array') && !('maxItems' in node) && !('prefixItems' in node);
}

/** A map whose keys are not listed, neither one by one nor as an enum. */
function isEndlessMap(node: SchemaNode): boolean {
  const { propertyNames } = node;
  if (isNode(propertyNames) && 'enum' in propertyNames) return false;
  const isMap = isOf(node, 'object') && node['additionalProperties'] !== false;
  return isMap && !('properties' in node) && !('maxProperties' in node);
}

function isEndlessNumber(node: SchemaNode): boolean {
  if (!isOf(node, 'number') && !isOf(node, 'integer')) return false;
  if ('const' in node || 'enum' in node) return false;
  const low = Number(node['minimum'] ?? node['exclusiveMinimum'] ?? NaN);
  const high = Number(node['maximum'] ?? node['exclusiveMaximum'] ?? NaN);
  return !(low >= -largest && high <= largest);
}

/** `type` is one type or a list: a text or null. */
function isOf(node: SchemaNode, type: string): boolean {
  return [node['type']].flat().includes(type);
}

/** The schemas nested in a node, each with its path. */
function inner(node: SchemaNode, path: string): [SchemaNode, string][] {
  return Object.entries(node).flatMap(([key, value]): [SchemaNode, string][] => {
    if (key === 'properties' || key === '$defs')
      return nodesOf(value).map(([name, child]) => [child, `${path}.${name}`]);
    if (key === 'items' || key === 'additionalProperties' || key === 'propertyNames')
      return isNode(value) ? [[value, `${path}[]`]] : [];
    return ['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(key)
      ? nodesOf(value).map(([, child]) => [child, path])
      : [];
  });
}

function nodesOf(value: unknown): [string, SchemaNode][] {
  return Object.entries(value ?? {}).filter((entry): entry is [string, SchemaNode] =>
    isNode(entry[1]),
  );
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null;
}
