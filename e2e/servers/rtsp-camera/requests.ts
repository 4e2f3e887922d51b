// Parses RTSP requests (RFC 2326) from a connection that also carries interleaved packets, which are skipped. Takes bytes as they
// come; returns whole requests.

export interface RtspRequest {
  method: string;
  /** The requested address. */
  uri: string;
  header(name: string): string | null;
}

const mostBytes = 64 << 10;

export function createRequestReader(): (data: Buffer) => RtspRequest[] {
  let rest = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    const requests: RtspRequest[] = [];
    for (;;) {
      if (rest[0] === 0x24) {
        const end = rest.length < 4 ? Infinity : 4 + rest.readUInt16BE(2);
        if (rest.length < end) break;
        rest = rest.subarray(end);
        continue;
      }
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) break;
      requests.push(parse(rest.subarray(0, end).toString('latin1')));
      rest = rest.subarray(end + 4);
    }
    if (rest.length > mostBytes) rest = Buffer.alloc(0);
    return requests;
  };
}

function parse(text: string): RtspRequest {
  const [first = '', ...lines] = text.split('\r\n');
  const [method = '', uri = ''] = first.split(' ');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { method, uri, header: (name) => headers.get(name.toLowerCase()) ?? null };
}
