// Chooses over which transport a camera is asked: TCP first, the other one when it is refused or has never brought anything.
// Takes the site file's wish and how each attempt ended; gives the transport of the next, and whether it may begin at once.
import type { Camera } from '../../contracts/index.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import type { Transport } from './capture-plan.ts';

export interface Transports {
  readonly current: Transport;
  /** Pictures came. */
  served(): void;
  /** `at-once`: only this transport was refused, so nothing has failed yet. */
  ended(reason: CaptureFailureReason): 'at-once' | 'after-a-pause';
}

export function createTransports(wish: Camera['transport']): Transports {
  let current: Transport = wish === 'udp' ? 'udp' : 'tcp';
  let serving: Transport | null = null;
  let wasRefused = false;
  return {
    get current() {
      return current;
    },
    served: () => {
      serving = current;
      wasRefused = false;
    },
    ended: (reason) => {
      const next = nextTransport(wish, { current, reason, hasServed: serving === current });
      const isRefused = reason === 'transport-refused';
      const isFallBack = isRefused && next !== current && !wasRefused;
      wasRefused = isRefused;
      current = next;
      return isFallBack ? 'at-once' : 'after-a-pause';
    },
  };
}

export function nextTransport(
  wish: Camera['transport'],
  last: { current: Transport; reason: CaptureFailureReason; hasServed: boolean },
): Transport {
  const { current, reason, hasServed } = last;
  if (wish !== 'auto') return wish;
  const broughtNothing = !hasServed && (reason === 'stalled' || reason === 'timed-out');
  if (reason !== 'transport-refused' && !broughtNothing) return current;
  return current === 'tcp' ? 'udp' : 'tcp';
}
