// The code of a system error, such as ENOENT. Takes anything that was thrown; gives null for an error without a code.
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}
