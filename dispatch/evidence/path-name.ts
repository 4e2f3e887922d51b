// Turns an id from outside into a file name: nothing in it can climb out of its folder. What would be too long for a file
// name ends in a hash of the whole. Gives null for what is empty or no text.
import { createHash } from 'node:crypto';

/** A file name may have 255 bytes; the rest is for endings. */
const longest = 200;

export function pathNameOf(id: string): string | null {
  if (id === '' || !isWellFormed(id)) return null;
  const name = encodeURIComponent(id).replaceAll('.', '%2E');
  if (name.length <= longest) return name;
  // A tilde stands in no name that is short enough: it would stand there for itself.
  return `${name.slice(0, 130)}~~${createHash('sha256').update(id).digest('hex')}`;
}

/** Half of a surrogate pair has no encoding. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
