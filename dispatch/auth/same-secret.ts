// Compares two secrets so that the time it takes tells nothing about how much of them is alike.
import { createHash, timingSafeEqual } from 'node:crypto';

export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
