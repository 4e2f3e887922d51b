// Turns an id from outside into a file name: nothing in it can climb out of its folder. Gives null for what is too long
// or empty.

const longest = 200;

export function pathNameOf(id: string): string | null {
  if (!isWellFormed(id)) return null;
  const name = encodeURIComponent(id).replaceAll('.', '%2E');
  return name === '' || name.length > longest ? null : name;
}

/** Half of a surrogate pair has no encoding. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
