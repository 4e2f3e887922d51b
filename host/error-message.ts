// Describes an error in one line: its message and those of its causes. Takes any thrown value. Some connection errors have no
// message; then the error code or the class name is used.
export function messageOf(error: unknown): string {
  return describe(error, 0);
}

/** A limit, because a chain of causes may be circular. */
const maxCauses = 10;

function describe(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : error.name;
  const own = error.message === '' ? code : error.message;
  if (error.cause === undefined || depth >= maxCauses) return own;
  return `${own}: ${describe(error.cause, depth + 1)}`;
}
