// What the kind of a fence means, beside the fence. Takes a fence and the kinds of its site, both as they are written or both
// as they were read.

/** A fence of a kind of the site's own says what the kind means, so that it stands for itself. */
export function withDefinition<FenceOf extends { kind: string }, KindOf extends { id: string }>(
  fence: FenceOf,
  own: readonly KindOf[] = [],
): FenceOf & { definition?: KindOf } {
  const definition = own.find(({ id }) => id === fence.kind);
  return definition ? { ...fence, definition } : fence;
}
