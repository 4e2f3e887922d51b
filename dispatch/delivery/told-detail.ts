// What another service says in its answer, as far as it may be kept: one line of bounded length that every database takes,
// whatever came. Pure.

const longest = 500;

export function toldDetail(detail: string | null): string | null {
  if (detail === null) return null;
  const line = detail.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, longest);
  // Half a character, such as a cut may leave, is no text.
  return Buffer.from(line, 'utf8').toString('utf8').slice(0, longest);
}
