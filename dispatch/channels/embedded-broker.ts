// The MQTT broker inside dispatch, for a site that has none. Takes where to listen and the log-in that receivers need, if
// any. Only dispatch itself may publish: nobody can forge a notification through it.
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes, type Client } from 'aedes';
import { isSameSecret } from '../auth/same-secret.ts';
import type { Log } from '../log.ts';

export interface Login {
  username: string;
  password: string;
}

export interface EmbeddedBrokerOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Log-in of receivers; null lets everybody who reaches the port listen. */
  receivers: Login | null;
  log: Log;
}

export interface EmbeddedBroker {
  /** For receivers, without log-in. */
  url: string;
  /** For dispatch's own publisher on this machine. */
  publisher: Login & { url: string };
  stop: () => Promise<void>;
}

export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const publisher = { username: 'dispatch', password: randomBytes(24).toString('base64url') };
  const broker = await createBroker(publisher, options);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  const port = await listen(server, options);
  const shownHost = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  const url = `mqtt://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`;
  return {
    url,
    publisher: { ...publisher, url },
    stop: async () => {
      await new Promise<void>((done) => {
        broker.close(done);
      });
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

async function createBroker(publisher: Login, options: EmbeddedBrokerOptions): Promise<Aedes> {
  const publishers = new WeakSet<Client>();
  const connected = new Map<string, Client>();
  const broker = await Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      const login = { username: username ?? '', password: password?.toString() ?? '' };
      const isPublisher = isSameLogin(login, publisher);
      if (isPublisher) publishers.add(client);
      // Whoever takes the id of a connected client would get what is meant for it.
      if (connected.has(client.id)) {
        done(null, false);
        return;
      }
      done(null, isPublisher || mayReceive(login, options.receivers));
    },
    authorizeSubscribe: (client, subscription, done) => {
      // The broker's own topics tell who is connected and under which id.
      const allowed = isForReceivers(subscription.topic) || publishers.has(client);
      done(null, allowed ? subscription : null);
    },
    authorizePublish: (client, _packet, done) => {
      if (client !== null && publishers.has(client)) done(null);
      else done(new Error('only dispatch publishes here'));
    },
  });
  broker.on('client', (client) => {
    connected.set(client.id, client);
  });
  broker.on('clientDisconnect', (client) => {
    if (connected.get(client.id) === client) connected.delete(client.id);
  });
  const note = (client: Client, error: Error) => {
    options.log.debug({ client: client.id, error: error.message }, 'an MQTT client failed');
  };
  broker.on('clientError', note);
  broker.on('connectionError', note);
  return broker;
}

function isForReceivers(topic: string): boolean {
  return topic.startsWith('fencewatch/v1/cells/');
}

function mayReceive(login: Login, receivers: Login | null): boolean {
  return receivers === null || isSameLogin(login, receivers);
}

function isSameLogin(one: Login, other: Login): boolean {
  const sameName = isSameSecret(one.username, other.username);
  return isSameSecret(one.password, other.password) && sameName;
}

function listen(server: Server, { host, port }: EmbeddedBrokerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`the MQTT broker cannot listen on ${host}:${port}`, { cause }));
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
