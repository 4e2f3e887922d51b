// The worker that runs back-tests, so that the page stays responsive. Its logic is in replay-session.ts.
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

/** One turn of the event loop, without the four milliseconds of a timer. An older replay may also be waiting. */
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
