// The light of a scene over time: its level, switches and slow changes, clouds; also where the camera points.
import type { Scene } from './scene.ts';

/** 1 is a clear day. */
export function lightAt({ light }: Scene, timeMs: number): number {
  const level = light.steps.reduce(
    (current, { at, level: next, over }) =>
      current + (next - current) * progress(timeMs - at, over),
    light.level,
  );
  if (!light.clouds) return level;
  const { swing, period } = light.clouds;
  return level * (1 - (swing * (1 - Math.cos((timeMs / period) * 2 * Math.PI))) / 2);
}

/** How far the picture is shifted, in shares of its size. */
export function aimAt({ moves }: Scene, timeMs: number): { x: number; y: number } {
  const last = moves.filter(({ at }) => at <= timeMs).at(-1);
  return last ? { x: last.x, y: last.y } : { x: 0, y: 0 };
}

function progress(sinceMs: number, overMs: number): number {
  if (sinceMs < 0) return 0;
  return overMs === 0 ? 1 : Math.min(1, sinceMs / overMs);
}
