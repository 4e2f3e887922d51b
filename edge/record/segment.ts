// A recorded segment: a few seconds of one camera's video, as it was received. Its file name has its start and duration, so that the
// folder needs no index. Unfinished segments have a working name.

export interface Segment {
  file: string;
  /** Epoch ms. */
  startAt: number;
  endAt: number;
}

/** Streams are recorded as Matroska, which takes any codec; recorded files, and streams of earlier releases, as MPEG-TS. */
const finishedName = /^(\d{13})-(\d{1,7})\.(?:ts|mkv)$/;
const unfinishedName = /^live-(\d+)-\d+\.(ts|mkv)$/;

/** The final name of a segment whose working name is `file`. */
export function segmentName({ file, startAt, endAt }: Segment): string {
  const ending = file.endsWith('.mkv') ? 'mkv' : 'ts';
  return `${String(startAt).padStart(13, '0')}-${endAt - startAt}.${ending}`;
}

/** The working name of an unfinished segment; it has the start. */
export function liveSegmentName(startAt: number, count: number): string {
  return `live-${String(startAt).padStart(13, '0')}-${String(count).padStart(6, '0')}.mkv`;
}

/** The start in a working name, epoch ms; null for other names. */
export function liveSegmentStart(file: string): number | null {
  const [, start, ending] = unfinishedName.exec(file) ?? [];
  return ending === 'mkv' ? Number(start) : null;
}

/** Parses the name of a finished segment; null for other names. */
export function parseSegmentName(file: string): Segment | null {
  const [, start, duration] = finishedName.exec(file) ?? [];
  if (start === undefined || duration === undefined) return null;
  return { file, startAt: Number(start), endAt: Number(start) + Number(duration) };
}

export function isUnfinished(file: string): boolean {
  return unfinishedName.test(file);
}

/** The segments that overlap the span, in order. */
export function segmentsWithin(
  segments: readonly Segment[],
  fromMs: number,
  toMs: number,
): Segment[] {
  return segments
    .filter(({ startAt, endAt }) => startAt < toMs && endAt > fromMs)
    .sort((a, b) => a.startAt - b.startAt);
}

/** The segments to delete: those that ended before `keepAfter`, then the oldest until the rest fits. */
export function segmentsToDrop(
  segments: readonly (Segment & { bytes: number })[],
  limits: { keepAfter: number; maxBytes: number },
): Segment[] {
  let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return [...segments]
    .sort((a, b) => a.startAt - b.startAt)
    .filter((segment) => {
      const drop = segment.endAt < limits.keepAfter || bytes > limits.maxBytes;
      if (drop) bytes -= segment.bytes;
      return drop;
    });
}
