// The embedded MQTT broker of a real dispatch: bytes of any client of its port.
import { connect } from 'node:net';
import { connectAsync } from 'mqtt';
import { receiver } from '../../dispatch/rate.ts';
import { joined, mutateBytes } from '../mutate-bytes.ts';
import { openDispatch } from '../real-dispatch.ts';
import type { FuzzTarget } from '../target.ts';

const waitMs = 60;

export const mqttBroker: FuzzTarget = {
  name: 'mqtt-broker',
  what: 'bytes to the embedded MQTT broker of a real dispatch',
  share: 3000,
  withinMs: 20_000,
  open: async () => {
    const dispatch = await openDispatch();
    const port = Number(new URL(dispatch.child.mqttUrl).port);
    const { username, password } = receiver;
    const logIn = connectPacket(username, password);
    const publish = publishPacket('fencewatch/v1/receipts', '{"version":1}');
    const subscribe = subscribePacket('fencewatch/v1/cells/#');
    const good = joined(logIn, publish, subscribe);
    const samples = [logIn, connectPacket('nobody', 'x'), good];
    return {
      atOnce: 8,
      make: (dice) => {
        // Half of them log in correctly first.
        const bytes = mutateBytes({ samples, words: ['MQTT', '#', '+', '\u0000'] }, dice);
        return dice(2) === 0 ? bytes : joined(logIn, bytes);
      },
      run: (input) => say(port, input),
      close: async () => {
        const client = await connectAsync(dispatch.child.mqttUrl, { username, password });
        await client.endAsync();
        await dispatch.close();
      },
    };
  },
};

/** The broker ends the connection, or waits for more. */
function say(port: number, input: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => socket.destroy(), waitMs);
    let isEnded = false;
    socket.on('error', () => undefined);
    socket.once('end', () => (isEnded = true));
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(isEnded ? 'the broker ended the connection' : null);
    });
    socket.resume();
    socket.write(input);
  });
}

function connectPacket(username: string, password: string): Uint8Array {
  const head = Buffer.from([0, 4, ...Buffer.from('MQTT'), 4, 0xc2, 0, 60]);
  return packet(0x10, joined(head, text('fuzz'), text(username), text(password)));
}

function publishPacket(topic: string, payload: string): Uint8Array {
  return packet(0x32, joined(text(topic), Uint8Array.of(0, 7), Buffer.from(payload)));
}

function subscribePacket(topic: string): Uint8Array {
  return packet(0x82, joined(Uint8Array.of(0, 8), text(topic), Uint8Array.of(1)));
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(value);
  return joined(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
}

function packet(type: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const size = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return joined(Uint8Array.of(type, ...size), content);
}
