// The severity of problems, and their order: first what makes cameras blind or loses data.
import type { ProblemCode } from '../../contracts/index.ts';

/** `critical`: something is not seen, not stored or not delivered. `serious`: it works in part. `notice`: for information. */
export const severities = ['critical', 'serious', 'notice'] as const;
export type ProblemSeverity = (typeof severities)[number];

/** Within a severity the order of this list applies: problems that concern everything come first. */
const bySeverity: Record<ProblemSeverity, readonly ProblemCode[]> = {
  critical: [
    'store-unreachable',
    'redis-unreachable',
    'redis-login-refused',
    'redis-read-only',
    'broker-unreachable',
    'broker-refuses-topic',
    'channel-login-refused',
    'channel-refuses',
    'channel-unreachable',
    'edge-silent',
    'duty-gap',
    'edge-alerts-refused',
    'refused-alerts-full',
    'custody-log-broken',
    'store-differs-from-log',
    'folder-not-writable',
    'disk-full',
    'camera-not-heard-of',
    'camera-without-edge',
    'camera-unreachable',
    'camera-login-refused',
    'camera-login-held',
    'camera-stream-not-found',
    'camera-stalled',
    'camera-unreadable-video',
    'camera-unusable-picture',
    'camera-failed',
    'camera-view-wrong',
  ],
  serious: [
    'redis-evicts',
    'channel-rate-limited',
    'duty-no-channel',
    'duty-doubled',
    'edge-part-failed',
    'store-restored',
    'custody-log-waits',
    'time-stamps-wait',
    'report-font-missing',
    'files-without-credentials',
    'dispatch-login-refused',
    'answer-not-from-dispatch',
    'dispatch-refuses',
    'dispatch-unreachable',
    'edge-overloaded',
    'edge-id-taken',
    'ffmpeg-too-old',
    'camera-not-recording',
    'camera-waiting-for-key-frame',
    'entry-damaged',
  ],
  notice: ['disk-nearly-full', 'camera-time-jumps', 'clock-stepped'],
};

export function severityOf(code: ProblemCode): ProblemSeverity {
  return severities.find((severity) => bySeverity[severity].includes(code)) ?? 'serious';
}

/** Lower comes first. */
export function rankOf(code: ProblemCode): number {
  return severities.flatMap((severity) => bySeverity[severity]).indexOf(code);
}
