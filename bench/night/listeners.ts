// The receivers of a night: two webhook servers that can die and return at the same address, and phones at the broker. Each
// message is recorded with its arrival.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connectAsync } from 'mqtt';
import type { Receipt } from './night-history.ts';
import { phones } from './night-site.ts';

export interface HookServer {
  url: string;
  die(): Promise<void>;
  comeBack(): Promise<void>;
  /** Answers this late from now on. */
  answerAfter(ms: number): void;
}

export type OnReceipt = (receipt: Receipt, caseId: string) => void;

export async function startHook(onReceipt: OnReceipt): Promise<HookServer> {
  let port = 0;
  let server: Server | null = null;
  let lateMs = 0;
  const comeBack = async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        note(Buffer.concat(parts), 'webhook', onReceipt, String(request.headers['webhook-id']));
        const answer = () => response.writeHead(204).end();
        if (lateMs === 0) answer();
        else setTimeout(answer, lateMs);
      });
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    port = (server.address() as AddressInfo).port;
  };
  await comeBack();
  return {
    url: `http://127.0.0.1:${port}/hook`,
    comeBack,
    answerAfter: (ms) => {
      lateMs = ms;
    },
    die: async () => {
      const dying = server;
      server = null;
      if (dying === null) return;
      dying.closeAllConnections();
      await new Promise((done) => dying.close(done));
    },
  };
}

/** An external broker keeps its session while it is disconnected; the embedded one speaks MQTT 3.1.1 and keeps none. */
export async function startPhones(url: string, isOwnBroker: boolean, onReceipt: OnReceipt) {
  const client = await connectAsync(url, {
    ...phones,
    clientId: 'phones-of-the-night',
    reconnectPeriod: 50,
    ...(isOwnBroker ? { clean: true, protocolVersion: 4 } : kept),
  });
  client.on('error', () => undefined);
  client.on('message', (_, payload) => {
    note(payload, 'mqtt', onReceipt);
  });
  await client.subscribeAsync('fencewatch/v1/cells/#', { qos: 1 });
  return { stop: () => client.endAsync(true) };
}

const kept = {
  clean: false,
  protocolVersion: 5,
  properties: { sessionExpiryInterval: 86_400 },
} as const;

function note(body: Buffer, over: Receipt['over'], onReceipt: OnReceipt, hookId?: string): void {
  const text = body.toString();
  const notificationId = hookId ?? /"notificationId":"([^"]+)"/.exec(text)?.[1];
  const caseId = /"caseId":"([^"]+)"/.exec(text)?.[1];
  if (notificationId === undefined || caseId === undefined) return;
  onReceipt({ notificationId, over, at: Date.now() }, caseId);
}
