// Transports RTP packets to the client: interleaved in the RTSP connection, or as datagrams with simulated loss. Returns a send
// function, the answer to SETUP, and a function to stop.
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';

export interface Carrier {
  /** The Transport header of the answer. */
  readonly transport: string;
  carry(packet: Buffer): void;
  close(): void;
}

/** @param wish the Transport header of the request */
export function interleaved(socket: Socket, wish: string): Carrier {
  const channel = Number(/interleaved=(\d+)/.exec(wish)?.[1] ?? 0);
  return {
    transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
    carry: (packet) => {
      const head = Buffer.of(0x24, channel, 0, 0);
      head.writeUInt16BE(packet.length, 2);
      if (socket.writable) socket.write(Buffer.concat([head, packet]));
    },
    close: () => undefined,
  };
}

export interface Loss {
  /** Share of lost packets, 0..1. */
  share: number;
  random: () => number;
}

/** @param wish the Transport header of the request */
export async function datagrams(host: string, wish: string, loss: Loss): Promise<Carrier> {
  const client = Number(/client_port=(\d+)/.exec(wish)?.[1] ?? 0);
  const [rtp, rtcp] = await pairOfSockets();
  let isOpen = true;
  return {
    transport: `RTP/AVP;unicast;client_port=${client}-${client + 1};server_port=${rtp.address().port}-${rtcp.address().port}`,
    carry: (packet) => {
      if (isOpen && loss.random() >= loss.share) rtp.send(packet, client, host);
    },
    close: () => {
      isOpen = false;
      rtp.close();
      rtcp.close();
    },
  };
}

async function pairOfSockets(): Promise<[DatagramSocket, DatagramSocket]> {
  for (let tries = 0; tries < 20; tries++) {
    const rtp = await bound(0);
    const rtcp = rtp ? await bound(rtp.address().port + 1) : null;
    if (rtp && rtcp) return [rtp, rtcp];
    rtp?.close();
  }
  throw new Error('no two free ports beside each other');
}

async function bound(port: number): Promise<DatagramSocket | null> {
  const socket = createSocket('udp4');
  // The error of a client that has gone away is ignored.
  socket.on('error', () => undefined);
  socket.bind(port, '127.0.0.1');
  const isBound = await Promise.race([
    once(socket, 'listening').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  return isBound ? socket : null;
}
