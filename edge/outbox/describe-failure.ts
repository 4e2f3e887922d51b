// A failure at the wire in a few words. Takes whatever was thrown; gives its cause where it names one.

export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.cause.message !== '') return error.cause.message;
  // Several addresses of one host, and none of them answers.
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return error.errors[0].message;
  return error.message;
}
