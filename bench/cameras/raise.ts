// Increases the number of cameras until looks are late. Takes a function that tries a number; returns all tries.

export interface Try {
  readonly cameras: number;
  readonly isLate: boolean;
}

const first = 4;
const growth = 1.5;
const most = 200;

/** @param fixed only this number, if given */
export async function raiseUntilLate<T extends Try>(
  attempt: (cameras: number) => Promise<T>,
  fixed?: number,
): Promise<T[]> {
  const tries: T[] = [];
  let cameras: number | null = fixed ?? first;
  while (cameras !== null) {
    tries.push(await attempt(cameras));
    cameras = fixed === undefined ? nextNumber(tries) : null;
  }
  return tries;
}

/** Null when the search is over. */
export function nextNumber(tries: readonly Try[]): number | null {
  const last = tries.at(-1);
  if (last === undefined) return first;
  if (last.isLate || last.cameras >= most) return null;
  return Math.min(most, 2 * Math.ceil((last.cameras * growth) / 2));
}

/** The try with the most cameras that was not late; else the first. */
export function bestOf<T extends Try>(tries: readonly T[]): T | undefined {
  return tries.filter(({ isLate }) => !isLate).at(-1) ?? tries[0];
}
