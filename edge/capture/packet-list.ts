// Reads the list of packets that ffmpeg's framecrc muxer writes beside the bitstream: a line a packet with its time stamp and
// size, and a few lines of format before them. The list shares stderr with ffmpeg's log, so a line of the log may stand
// before it. Takes a line, gives what it states or null.
// Format of the lines: libavformat/framecrcenc.c and framehash.c of FFmpeg.

export type PacketFact =
  | { type: 'packet'; ptsTicks: number | null; bytes: number; isKey: boolean }
  | { type: 'time-base'; ticksToMs: number }
  | { type: 'codec'; codec: string }
  | { type: 'size'; width: number; height: number };

/** stream, dts, pts, duration, size, checksum, then flags unless it is a plain key frame. */
const packetLine =
  /(?:^|\s)0, *-?\d+, *(-?\d+), *-?\d+, *(\d+), 0x[0-9a-f]{8}(?:, F=0x([0-9A-Fa-f]+))?/;
const codecLine = /#codec_id 0: (\w+)/;
const timeBaseLine = /#tb 0: (\d+)\/(\d+)/;
const sizeLine = /#dimensions 0: (\d+)x(\d+)/;
/**
 * Where the camera gives no time stamp, the list says the smallest number of 64 bits, or the decoding time, which the receiver
 * lets begin at -10^12. No camera's own stamps go so far.
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
