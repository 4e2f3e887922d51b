// Why a capture failed: a closed list of reasons, and the error that carries one. Takes ffmpeg's last lines; returns the reason
// and a sentence that is safe to log.
import { withoutCredentials } from '../../contracts/index.ts';

export const captureFailureReasons = [
  'login-refused',
  'forbidden',
  'not-found',
  'unreachable',
  'timed-out',
  'transport-refused',
  'no-video',
  'not-a-video',
  'empty',
  'damaged',
  'truncated',
  'ended',
  'stalled',
  'no-key-frame',
  'unusable-picture',
  'no-ffmpeg',
  'failed',
] as const;
export type CaptureFailureReason = (typeof captureFailureReasons)[number];

export class CaptureError extends Error {
  readonly reason: CaptureFailureReason;

  constructor(reason: CaptureFailureReason, message: string) {
    super(message);
    this.name = 'CaptureError';
    this.reason = reason;
  }
}

/** A number counts as a status only at these positions, because it may also occur in a path. */
const status = 'method \\w+ failed: |Server returned ';
const signs: readonly (readonly [RegExp, CaptureFailureReason])[] = [
  [/\b401 Unauthorized|authorization failed/i, 'login-refused'],
  [new RegExp(`(${status})401`, 'i'), 'login-refused'],
  [new RegExp(`\\b403 Forbidden|(${status})403`, 'i'), 'forbidden'],
  [
    new RegExp(`(${status})461|Unsupported transport|Nonmatching transport`, 'i'),
    'transport-refused',
  ],
  [/matches no streams|does not contain any stream/i, 'no-video'],
  [new RegExp(`(${status})404|No such file or directory`, 'i'), 'not-found'],
  [/timed out/i, 'timed-out'],
  [
    /Connection refused|No route to host|unreachable|Failed to resolve|Name or service/i,
    'unreachable',
  ],
  [/Connection reset|Broken pipe|End of file/i, 'ended'],
  [/Is a directory|Invalid data found|moov atom not found|Protocol not found/i, 'not-a-video'],
  [/Cannot find ffmpeg|ENOENT/, 'no-ffmpeg'],
];

const sentences: Record<CaptureFailureReason, string> = {
  'login-refused': 'the log-in was refused',
  forbidden: 'the camera does not let this log-in see the stream',
  'not-found': 'there is no such stream or file',
  unreachable: 'the camera cannot be reached',
  'timed-out': 'the camera does not answer',
  'transport-refused': 'the camera refuses this transport',
  'no-video': 'the source has no video',
  'not-a-video': 'the source sends no video that can be read',
  empty: 'the file is empty',
  damaged: 'the video is damaged: no picture can be decoded',
  truncated: 'the file breaks off before its end',
  ended: 'the stream ended',
  stalled: 'the camera is connected but sends nothing',
  'no-key-frame': 'the camera sends video but no key frame to begin with',
  'unusable-picture': 'the pictures have a size that cannot be used',
  'no-ffmpeg': 'ffmpeg is not installed or not on the PATH',
  failed: 'ffmpeg failed',
};

/** The error for a reason, in its usual words plus an optional detail. */
export function captureError(reason: CaptureFailureReason, detail?: string): CaptureError {
  const sentence = sentences[reason];
  return new CaptureError(reason, detail ? `${sentence} (${scrub(detail)})` : sentence);
}

/** Finds the reason in ffmpeg's last lines. Patterns are tried in order, since one failure often matches several. */
export function classifyFailure(lines: readonly string[]): CaptureError {
  for (const [sign, reason] of signs) {
    const line = lines.find((candidate) => sign.test(candidate.replace(address, '')));
    if (line !== undefined) return captureError(reason, line);
  }
  return captureError('failed', withReason(lines.at(-1) ?? 'no message'));
}

/** Words a line such as `ffmpeg exited with code 1: `, which has no reason after the colon. */
function withReason(line: string): string {
  return line.replace(/^ffmpeg exited with (code \d+):\s*$/, 'it ended with $1 and gave no reason');
}

const address = /[a-z][a-z0-9+.-]*:\/\/\S+/gi;

/** Removes log-ins from every address in a line, and ffmpeg's `[tcp @ 0x5615c0e07300]` too. */
export function scrub(line: string): string {
  return line
    .replace(/^\[[^\]]* @ 0x[0-9a-f]+\]\s*/, '')
    .replace(address, (found) => withoutCredentials(found))
    .trim();
}
