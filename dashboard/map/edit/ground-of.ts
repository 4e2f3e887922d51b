// The base map from a picture and the positions of its corners. Pure.
import { groundSchema, type Ground, type Position } from '../../../contracts/index.ts';

export type Picture = Pick<Extract<Ground, { type: 'picture' }>, 'file' | 'width' | 'height'>;

/** Top left, bottom right, bottom left. */
const places = [
  [0, 0],
  [1, 1],
  [0, 1],
] as const;

/** Null while two corners are missing, or when they are equal. */
export function groundOf(picture: Picture, corners: readonly (Position | null)[]): Ground | null {
  const points = corners.flatMap((at, index) => {
    const [x, y] = places[index] ?? [0, 0];
    return at ? [{ x, y, at }] : [];
  });
  const parsed = groundSchema.safeParse({ type: 'picture', ...picture, points });
  return parsed.success ? parsed.data : null;
}
