// The packets of a camera in an RTSP connection. Takes an H.264 film as bytes; returns RTP packets, each in its frame, and the two
// parameter sets for the description.

export interface RtpStream {
  packets: Uint8Array[];
  /** Base64, joined by a comma, as SDP has it. */
  parameterSets: string;
}

const payloadType = 96;
const ticksAPicture = 9000;

export function rtpStream(film: Uint8Array): RtpStream {
  const units = unitsOf(film);
  const isParameters = (unit: Uint8Array) => [7, 8].includes((unit[0] ?? 0) & 31);
  const sets = units.filter(isParameters).slice(0, 2);
  let picture = 0;
  const packets = units.map((unit, index) => {
    const isPicture = [1, 5].includes((unit[0] ?? 0) & 31);
    const packet = packetOf(unit, { sequence: index, ticks: picture * ticksAPicture, isPicture });
    if (isPicture) picture += 1;
    return packet;
  });
  const parameterSets = sets.map((set) => Buffer.from(set).toString('base64')).join(',');
  return { packets, parameterSets };
}

/** The NAL units between start codes. */
function unitsOf(film: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(film);
  const starts: number[] = [];
  for (
    let at = bytes.indexOf('000001', 0, 'hex');
    at >= 0;
    at = bytes.indexOf('000001', at + 3, 'hex')
  )
    starts.push(at);
  return starts.map((start, index) => {
    const next = starts[index + 1] ?? bytes.length;
    const end = bytes[next - 1] === 0 && next < bytes.length ? next - 1 : next;
    return bytes.subarray(start + 3, end);
  });
}

function packetOf(
  unit: Uint8Array,
  { sequence, ticks, isPicture }: { sequence: number; ticks: number; isPicture: boolean },
): Uint8Array {
  const packet = Buffer.alloc(16 + unit.length);
  packet.write('$', 0, 'latin1');
  packet.writeUInt16BE(12 + unit.length, 2);
  packet[4] = 0x80;
  packet[5] = (isPicture ? 0x80 : 0) | payloadType;
  packet.writeUInt16BE(sequence, 6);
  packet.writeUInt32BE(ticks, 8);
  packet.writeUInt32BE(0xfe7ce, 12);
  packet.set(unit, 16);
  return packet;
}
