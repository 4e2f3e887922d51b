// Whether dispatch started so recently that edges may not have reported yet.
import { silentAfterMs } from '../cameras/camera-view.ts';

/** After a clock step to before the start, the age is unknown: it no longer counts as starting. */
export function isStarting(startedAt: number, now: number): boolean {
  return now >= startedAt && now - startedAt <= silentAfterMs;
}
