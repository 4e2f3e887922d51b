// Describes a failed connection in a few words. Takes any thrown value; prefers its cause if it has one.

export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.cause.message !== '') return error.cause.message;
  // A host with several addresses, none of which answers.
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return error.errors[0].message;
  return error.message;
}
