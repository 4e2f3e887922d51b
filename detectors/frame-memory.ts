// Sets how this process manages the memory of frames. A frame and the results of a model take megabytes outside of V8's heap
// and are garbage at once, while the heap itself stays small. Takes nothing; sets what holds for the whole process.
import { setFlagsFromString } from 'node:v8';
import sharp from 'sharp';

/** In percent of its size after a full collection: so much may the heap grow, with what hangs on it, until the next. */
export const heapFlag = '--heap-growing-percent=300';

/**
 * Left alone, V8 lets a small heap grow by a few MB only, and two frames are more than that: it then collects in full
 * every other frame, and throws away the machine code of every function that no object holds just then.
 */
export function settleForFrames(): void {
  setFlagsFromString(heapFlag);
  // Frames come one by one and never again: a cache of pictures would only hold memory.
  sharp.cache(false);
  sharp.concurrency(1);
}
