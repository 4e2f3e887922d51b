// Chooses the RTSP transport of a camera: TCP first, then the other one when it is refused or has never brought anything. Takes
// the site file's setting and the end of each attempt; returns the next transport and whether to try it at once.
import type { Camera } from '../../contracts/index.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import type { Transport } from './capture-plan.ts';

export interface Transports {
  readonly current: Transport;
  /** Call when pictures have come. */
  served(): void;
  /** `at-once`: only this transport was refused, so the camera has not failed yet. */
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
