// A recorded segment: a few seconds of one camera's untouched video. Its file name says when it begins and how long it
// lasts, so that the folder is its own index. Segments still being written have another name.

export interface Segment {
  file: string;
  /** Epoch ms. */
  startAt: number;
  endAt: number;
}

/** Streams are kept as Matroska, which takes any codec; files and earlier releases as MPEG-TS. */
const finishedName = /^(\d{13})-(\d{1,7})\.(?:ts|mkv)$/;
const unfinishedName = /^live-(\d+)-\d+\.(ts|mkv)$/;

/** Of a segment whose working name is `file`. */
export function segmentName({ file, startAt, endAt }: Segment): string {
  const ending = file.endsWith('.mkv') ? 'mkv' : 'ts';
  return `${String(startAt).padStart(13, '0')}-${endAt - startAt}.${ending}`;
}

/** The working name of a segment that is being written; it tells when it begins. */
export function liveSegmentName(startAt: number, count: number): string {
  return `live-${String(startAt).padStart(13, '0')}-${String(count).padStart(6, '0')}.mkv`;
}

/** When a segment of this working name begins, epoch ms; null when the name does not tell. */
export function liveSegmentStart(file: string): number | null {
  const [, start, ending] = unfinishedName.exec(file) ?? [];
  return ending === 'mkv' ? Number(start) : null;
}

/** The segment that a file name stands for, or null when it is none. */
export function parseSegmentName(file: string): Segment | null {
  const [, start, duration] = finishedName.exec(file) ?? [];
  if (start === undefined || duration === undefined) return null;
  return { file, startAt: Number(start), endAt: Number(start) + Number(duration) };
}

export function isUnfinished(file: string): boolean {
  return unfinishedName.test(file);
}

/** Those that hold any of the span, in order. */
export function segmentsWithin(
  segments: readonly Segment[],
  fromMs: number,
  toMs: number,
): Segment[] {
  return segments
    .filter(({ startAt, endAt }) => startAt < toMs && endAt > fromMs)
    .sort((a, b) => a.startAt - b.startAt);
}

/** Which segments have to go: those that ended before `keepAfter`, then the oldest until the rest fits. */
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
