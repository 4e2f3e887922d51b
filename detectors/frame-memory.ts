// Sets how this process manages the memory of frames. A frame and the outputs of a model take megabytes outside of V8's heap and
// soon become garbage, while the heap itself stays small. Changes settings of the whole process.
import { setFlagsFromString } from 'node:v8';
import sharp from 'sharp';

/** In percent of its size after a full collection: how far the heap, with its external memory, may grow until the next one. */
export const heapFlag = '--heap-growing-percent=300';

/**
 * By default V8 lets a small heap grow by a few MB only, and two frames exceed that: it then runs a full collection every
 * other frame, and drops the machine code of functions that are not in use at that moment.
 */
export function settleForFrames(): void {
  setFlagsFromString(heapFlag);
  // Each frame is resized once, so a cache of pictures would only waste memory.
  sharp.cache(false);
  sharp.concurrency(1);
}
