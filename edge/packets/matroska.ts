// Writes Matroska for one live video track: packets of any codec, each with a time. A truncated file is readable up to its last
// whole packet. Takes bytes and times, returns bytes; does no I/O. Element ids and layout: RFC 9559 (Matroska) and RFC 8794
// (EBML).

/** The codecs that cameras send: ffmpeg's names and their Matroska codec ids. */
const codecIds: Readonly<Record<string, string>> = {
  h264: 'V_MPEG4/ISO/AVC',
  hevc: 'V_MPEGH/ISO/HEVC',
  mjpeg: 'V_MJPEG',
  mpeg4: 'V_MPEG4/ISO/ASP',
};

const id = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

const nanosecondsPerMs = 1_000_000;
const videoTrack = 1;
/** A block's time is a signed 16-bit number of ms relative to its cluster. */
const blockReachMs = 30_000;
/** An element of unknown size: it ends with the file or at the next element of its level. */
const unknownSize = Uint8Array.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

export interface VideoTrack {
  /** As ffmpeg names it, such as `h264`. */
  codec: string;
  width: number;
  height: number;
}

export function canHold(codec: string): boolean {
  return Object.hasOwn(codecIds, codec);
}

/** The start of a file. @throws Error when the codec has no Matroska id here */
export function matroskaHeader({ codec, width, height }: VideoTrack): Uint8Array {
  const codecId = canHold(codec) ? codecIds[codec] : undefined;
  if (codecId === undefined) throw new Error(`no Matroska name for the codec ${codec}`);
  const header = element(id.header, [
    element(id.docType, text('matroska')),
    element(id.docTypeVersion, number(4)),
    element(id.docTypeReadVersion, number(2)),
  ]);
  const info = element(id.info, [
    element(id.timestampScale, number(nanosecondsPerMs)),
    element(id.muxingApp, text('fencewatch')),
    element(id.writingApp, text('fencewatch')),
  ]);
  const video = element(id.video, [
    element(id.pixelWidth, number(width)),
    element(id.pixelHeight, number(height)),
  ]);
  const track = element(id.trackEntry, [
    element(id.trackNumber, number(videoTrack)),
    element(id.trackUid, number(videoTrack)),
    element(id.trackType, number(1)),
    element(id.codecId, text(codecId)),
    video,
  ]);
  return join([header, idBytes(id.segment), unknownSize, info, element(id.tracks, track)]);
}

export interface TimedPacket {
  data: Uint8Array;
  isKey: boolean;
  /** Presentation time from the start of the file, ms. Pictures may arrive in another order. */
  timeMs: number;
}

/** Converts packets to clusters and blocks. A cluster starts at each key frame, and when a time would not fit. */
export function createBlockWriter(): (packet: TimedPacket) => Uint8Array {
  let clusterMs: number | null = null;
  return ({ data, isKey, timeMs }) => {
    const at = Math.max(0, Math.round(timeMs));
    const fits = clusterMs !== null && Math.abs(at - clusterMs) < blockReachMs;
    const parts: Uint8Array[] = [];
    if (isKey || !fits) {
      clusterMs = at;
      parts.push(idBytes(id.cluster), unknownSize, element(id.timestamp, number(at)));
    }
    const head = new Uint8Array(4);
    head[0] = 0x80 | videoTrack;
    new DataView(head.buffer).setInt16(1, at - (clusterMs ?? at));
    head[3] = isKey ? 0x80 : 0;
    parts.push(idBytes(id.simpleBlock), sizeBytes(head.length + data.length), head, data);
    return join(parts);
  };
}

function element(elementId: number, content: Uint8Array | readonly Uint8Array[]): Uint8Array {
  const body = content instanceof Uint8Array ? content : join(content);
  return join([idBytes(elementId), sizeBytes(body.length), body]);
}

function idBytes(elementId: number): Uint8Array {
  return number(elementId);
}

/** Always eight bytes long, which every reader accepts. */
function sizeBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size) | (1n << 56n));
  return bytes;
}

/** An unsigned number in as few bytes as possible, at least one. */
function number(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = Math.round(value); rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256))
    bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
