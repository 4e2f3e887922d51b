// Whether two JSON values are equal, whatever the order of their keys; a key set to undefined counts as absent.
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** Within a map, because undefined by itself has no JSON. */
function canonicalText(value: unknown): string {
  return JSON.stringify({ value }, (_, inner: unknown) => (isMap(inner) ? sorted(inner) : inner));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
