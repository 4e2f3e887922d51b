// Adds sequence numbers and time stamps to the RTP packets of one track (RFC 3550). Takes payloads; hands packets to a carrier.

export interface RtpStream {
  /** Sends the payloads of one picture. @param stamp of any size; its low 32 bits are sent */
  send(payloads: readonly Buffer[], stamp: number, withMarker: boolean): void;
}

const ssrc = 0x1234abcd;

export function createRtpStream(type: number, carry: (packet: Buffer) => void): RtpStream {
  let sequence = 65_000;
  return {
    send: (payloads, stamp, withMarker) => {
      payloads.forEach((payload, index) => {
        const isLast = index === payloads.length - 1;
        const head = Buffer.alloc(12);
        head[0] = 0x80;
        head[1] = type | (isLast && withMarker ? 0x80 : 0);
        head.writeUInt16BE(sequence, 2);
        head.writeUInt32BE(((stamp % 2 ** 32) + 2 ** 32) % 2 ** 32, 4);
        head.writeUInt32BE(ssrc, 8);
        sequence = (sequence + 1) & 0xffff;
        carry(Buffer.concat([head, payload]));
      });
    },
  };
}
