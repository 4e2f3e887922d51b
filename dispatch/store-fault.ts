// What a database error means for the message that was being stored: try again later, or the message itself cannot be stored.
// Takes the error; also checks the causes that drivers wrap.

export type StoreFault = 'unavailable' | 'not-storable';

export function storeFaultOf(error: unknown): StoreFault {
  const state = sqlStateOf(error);
  // SQLSTATE class 22: the data itself (a NUL in a text, a number out of range); 23: a constraint.
  return state !== null && /^2[23]/.test(state) ? 'not-storable' : 'unavailable';
}

/** Whether the database has no space left on its disk: SQLSTATE 53100. */
export function isOutOfSpace(error: unknown): boolean {
  return sqlStateOf(error) === '53100';
}

/**
 * Whether the state of the database is the cause, whatever the message: SQLSTATE class 08 the connection, 25 a read-only server, 40 a
 * deadlock, 53 no disk space, memory or connection left, 55 an object in use, 57 a shut-down, 58 an error of its system.
 */
export function isServerFault(error: unknown): boolean {
  return /^(08|25|40|53|55|57|58)/.test(sqlStateOf(error) ?? '');
}

function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code))
    return error.code;
  return sqlStateOf(error.cause);
}
