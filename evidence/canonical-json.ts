// Canonical JSON (RFC 8785): equal values give equal bytes, so hashes and signatures can be compared. Takes a value that JSON can
// hold; returns its text.
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error('JSON cannot hold this value');
  return text;
}

/** Keys in the order of their UTF-16 units, as JavaScript sorts texts. */
function canonicalObject(object: object): string {
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`);
  return `{${members.join(',')}}`;
}
