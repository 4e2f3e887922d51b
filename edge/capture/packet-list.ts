// Parses the packet list that ffmpeg's framecrc muxer writes next to the bitstream: a few header lines, then one line per packet
// with its time stamp and size. The list shares stderr with ffmpeg's log, so a log line may come between. Takes a line, returns
// its values or null. Line format: libavformat/framecrcenc.c and framehash.c of FFmpeg.

export type PacketFact =
  | { type: 'packet'; ptsTicks: number | null; bytes: number; isKey: boolean }
  | { type: 'time-base'; ticksToMs: number }
  | { type: 'codec'; codec: string }
  | { type: 'size'; width: number; height: number };

/** stream, dts, pts, duration, size, checksum, then flags unless it is a plain key frame. */
const packetLine =
  /(?:^|\s)0, *-?\d+, *(-?\d+), *-?\d+, *(\d+), 0x[0-9a-f]{8}(?:, F=0x([0-9A-Fa-f]+))?/;
const codecLine = /#codec_id 0: (\w+)/;
const timeBaseLine = /#tb 0: (\d{1,10})\/([1-9]\d{0,9})(?!\d)/;
const sizeLine = /#dimensions 0: (\d+)x(\d+)/;
/**
 * If the camera gives no time stamp, the list has the smallest 64-bit number, or the decoding time, which the receiver starts at
 * -10^12. No camera's own stamps reach that range.
 */
const noTimestampBelow = -5e11;
const keyFlag = 1;

export function readPacketLine(line: string): PacketFact | null {
  const packet = packetLine.exec(line);
  if (packet) return packetOf(packet);
  const [, codec] = codecLine.exec(line) ?? [];
  if (codec !== undefined) return { type: 'codec', codec };
  const base = timeBaseLine.exec(line);
  if (base) return { type: 'time-base', ticksToMs: (1000 * Number(base[1])) / Number(base[2]) };
  const size = sizeLine.exec(line);
  return size ? { type: 'size', width: Number(size[1]), height: Number(size[2]) } : null;
}

function packetOf([, pts = '', bytes, flags]: RegExpExecArray): PacketFact {
  const isKey = flags === undefined || (Number.parseInt(flags, 16) & keyFlag) !== 0;
  const ptsTicks = Number(pts) < noTimestampBelow ? null : Number(pts);
  return { type: 'packet', ptsTicks, bytes: Number(bytes), isKey };
}
