// Adds to a fence the definition of its kind. Takes a fence and the kinds of its site, both as written or both as parsed.

/** A fence of a site's own kind carries the kind's definition, so that it is self-contained. */
export function withDefinition<FenceOf extends { kind: string }, KindOf extends { id: string }>(
  fence: FenceOf,
  own: readonly KindOf[] = [],
): FenceOf & { definition?: KindOf } {
  const definition = own.find(({ id }) => id === fence.kind);
  return definition ? { ...fence, definition } : fence;
}
