// Puts an error into one line: its message, and that of its cause. Takes anything that was thrown. Some errors of a refused
// connection have no message: then it is the error code, or the name of the class.
export function messageOf(error: unknown): string {
  return describe(error, 0);
}

/** A chain of causes may be a circle. */
const mostCauses = 10;

function describe(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : error.name;
  const own = error.message === '' ? code : error.message;
  if (error.cause === undefined || depth >= mostCauses) return own;
  return `${own}: ${describe(error.cause, depth + 1)}`;
}
