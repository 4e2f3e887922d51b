// Whether dispatch has listened for so short a time that those who live may not have said so yet.
import { silentAfterMs } from '../cameras/camera-view.ts';

/** A clock that was set back to before the start says nothing of how long that is ago: then it is no start any more. */
export function isStarting(startedAt: number, now: number): boolean {
  return now >= startedAt && now - startedAt <= silentAfterMs;
}
