// Cleans the answer of another service for storage: one line of bounded length that every database accepts. Pure.

const longest = 500;

export function cleanDetail(detail: string | null): string | null {
  if (detail === null) return null;
  const line = detail.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, longest);
  // An unpaired surrogate, as a cut may leave, is invalid.
  return Buffer.from(line, 'utf8').toString('utf8').slice(0, longest);
}
