// Parses ffmpeg's stderr: takes one line, returns the facts in it. Each frame is announced here in step with the raw pictures on
// stdout, which carry neither time nor size.

export type LogFact =
  | { type: 'time-base'; ticksToMs: number }
  | { type: 'frame'; pts: number; width: number; height: number }
  | { type: 'segment'; file: string; startMs: number; endMs: number }
  | { type: 'duration'; durationMs: number }
  | { type: 'source'; codec: string; width: number; height: number }
  | { type: 'packets'; untilMs: number }
  | { type: 'broken-off'; line: string }
  /** The camera answers, but the format of its pictures cannot be determined. */
  | { type: 'no-parameters'; line: string }
  | { type: 'decode-error'; line: string };

type Reader = readonly [RegExp, (match: RegExpExecArray) => LogFact];

const readers: readonly Reader[] = [
  [
    /\bn: *\d+ pts: *(-?\d+) pts_time:.* s:(\d+)x(\d+) /,
    ([, pts, width, height]) => ({
      type: 'frame',
      pts: Number(pts),
      width: Number(width),
      height: Number(height),
    }),
  ],
  [
    /\bconfig in time_base: (\d+)\/(\d+)/,
    ([, numerator, denominator]) => ({
      type: 'time-base',
      ticksToMs: (1000 * Number(numerator)) / Number(denominator),
    }),
  ],
  [
    /([\w-]+\.ts),(-?\d+\.\d+),(-?\d+\.\d+)/,
    ([, file = '', start, end]) => ({
      type: 'segment',
      file,
      startMs: Number(start) * 1000,
      endMs: Number(end) * 1000,
    }),
  ],
  [/^out_time_us=(\d+)/, ([, us]) => ({ type: 'packets', untilMs: Number(us) / 1000 })],
  [
    /^ *Duration: (\d+):(\d+):(\d+\.\d+)/,
    ([, hours, minutes, seconds]) => ({
      type: 'duration',
      durationMs: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000,
    }),
  ],
  [
    /^ *Stream #0:\d+.*: Video: (\w+).*?, (\d{2,})x(\d{2,})/,
    ([, codec = '', width, height]) => ({
      type: 'source',
      codec,
      width: Number(width),
      height: Number(height),
    }),
  ],
  [/partial file|ended prematurely|Truncating packet/i, ([line]) => ({ type: 'broken-off', line })],
  [/^\[rtsp @ .*Could not find codec parameters/, ([line]) => ({ type: 'no-parameters', line })],
  [
    /error while decoding|concealing \d+|Error splitting|Invalid NAL|corrupt decoded frame|non-existing [SP]PS|decode_slice_header error|no frame!|[SPV]PS id out of range|[SPV]PS \d+ does not exist|undecodable NALU/i,
    ([line]) => ({ type: 'decode-error', line }),
  ],
];

/** The fact in a line, or null when it has none that matters here. */
export function readLogLine(line: string): LogFact | null {
  for (const [pattern, toFact] of readers) {
    const match = pattern.exec(line);
    if (match) return toFact(match);
  }
  return null;
}

const chatter =
  /^(frame|fps|stream_\d|bitrate|total_size|out_time|dup_frames|drop_frames|speed|progress)=|showinfo|^ |^(Input|Output|Stream mapping|Press)/;

/** Whether a line could explain a failure, so that the last few such lines are kept. */
export function isWorthKeeping(line: string): boolean {
  return line.trim() !== '' && !chatter.test(line);
}
