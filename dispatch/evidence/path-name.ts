// Turns an external id into a file name that cannot leave its folder. An id that is too long for a file name ends in a hash of the
// whole id. Returns null for an empty id, or one that is not valid text.
import { createHash } from 'node:crypto';

/** A file name may have 255 bytes; the rest is for endings. */
const longest = 200;

export function pathNameOf(id: string): string | null {
  if (id === '' || !isWellFormed(id)) return null;
  const name = encodeURIComponent(id).replaceAll('.', '%2E');
  if (name.length <= longest) return name;
  // Short names contain no tilde, so they cannot collide with shortened ones.
  return `${name.slice(0, 130)}~~${createHash('sha256').update(id).digest('hex')}`;
}

/** Half of a surrogate pair has no encoding. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
