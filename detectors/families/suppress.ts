// Greedy non-maximum suppression: of several boxes around one object only the most confident remains. Takes candidates with a key for
// their class; returns the remaining ones, most confident first.

export interface Suppressible {
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** @param keyOf boxes with different keys never suppress each other @param maxIou null keeps all of them */
export function suppress<T extends Suppressible>(
  candidates: readonly T[],
  keyOf: (candidate: T) => string,
  maxIou: number | null,
): T[] {
  const ordered = [...candidates].sort((a, b) => b.confidence - a.confidence);
  if (maxIou === null) return ordered;
  const kept = new Map<string, T[]>();
  return ordered.filter((candidate) => {
    const key = keyOf(candidate);
    const rivals = kept.get(key) ?? [];
    if (rivals.some((rival) => iouOf(rival, candidate) > maxIou)) return false;
    kept.set(key, [...rivals, candidate]);
    return true;
  });
}

/** Intersection over union; 0 for boxes without area. */
export function iouOf(a: Suppressible, b: Suppressible): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (areaOf(a) + areaOf(b) - shared);
}

function areaOf(box: Suppressible): number {
  return (box.right - box.left) * (box.bottom - box.top);
}
