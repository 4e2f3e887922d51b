// The worker in which the past is replayed, so that the page stays at hand meanwhile. All that it does is in
// replay-session.ts.
import '../../shared/without-eval.ts';
import { decodeLog } from '../../../observation-log/index.ts';
import { createPartStore } from './part-store.ts';
import { createReplaySession } from './replay-session.ts';
import type { FromWorker, ToWorker } from './message.ts';

const session = createReplaySession({
  store: createPartStore(decodeLog),
  post: (message: FromWorker) => {
    postMessage(message);
  },
  breathe: createBreath(),
  now: () => performance.now(),
});

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  void session.receive(data);
});

/** A turn of the event loop; a timer would wait four milliseconds each time. An older replay may be waiting too. */
function createBreath(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => {
    waiting.shift()?.();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
