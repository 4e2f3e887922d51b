// The MQTT broker inside dispatch, for sites without one. Takes the address and the log-ins of receivers: each must log in and
// may subscribe only to its own cells. Only dispatch publishes, except for receipts, so nobody can forge a notification.
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes, type Client } from 'aedes';
import type { Receiver } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { createSubscribers, type Subscribers } from './subscribers.ts';
import { createReceiverAcks, type AckEnd, type ReceiverAcks } from './receiver-acks.ts';
import { isSameLogin, mayHear, mayPublish, receiverWith } from './receiver-rights.ts';

export interface Login {
  username: string;
  password: string;
}

export interface EmbeddedBrokerOptions {
  host: string;
  /** 0 picks a free port. */
  port: number;
  receivers: readonly Receiver[];
  /** The first receiver has subscribed. */
  onFirst?: () => void;
  clock: Clock;
  log: Log;
}

export interface EmbeddedBroker {
  /** For receivers, without log-in. */
  url: string;
  /** For dispatch's own publisher on this machine. */
  publisher: Login & { url: string };
  /** The connected receivers. */
  subscribers: Pick<Subscribers, 'hasSubscriber' | 'untilSubscribed'>;
  /** Waits until all receivers of a topic have acknowledged their messages. */
  untilAcknowledged: (topic: string) => Promise<AckEnd>;
  stop: () => Promise<void>;
}

export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const publisher = { username: 'dispatch', password: randomBytes(24).toString('base64url') };
  const subscribers = createSubscribers(options.onFirst);
  const acks = createReceiverAcks(options.clock);
  const broker = await createBroker(publisher, { subscribers, acks }, options);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  const port = await listen(server, options).catch(async (error: unknown) => {
    // Its timers would keep the process alive.
    await closed(broker);
    throw error;
  });
  const shownHost = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  const url = `mqtt://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`;
  return {
    url,
    publisher: { ...publisher, url },
    subscribers,
    untilAcknowledged: (topic) => acks.untilAcknowledged(subscribers.of(topic)),
    stop: async () => {
      await closed(broker);
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function closed(broker: Aedes): Promise<void> {
  return new Promise((done) => {
    broker.close(done);
  });
}

async function createBroker(
  publisher: Login,
  there: Receivers,
  options: EmbeddedBrokerOptions,
): Promise<Aedes> {
  const guests = createGuests(publisher, options.receivers);
  const broker = await Aedes.createBroker({
    // No messages are kept for absent clients: another client could connect under that id and get them.
    preConnect: (_client, packet, done) => {
      packet.clean = true;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      const login = { username: username ?? '', password: password?.toString() ?? '' };
      done(null, guests.admit(client, login));
    },
    authorizeSubscribe: (client, subscription, done) => {
      done(null, guests.mayHear(client, subscription.topic) ? subscription : null);
    },
    // Called for each connection that gets a message.
    authorizeForward: (client, packet) => {
      if (packet.qos > 0) there.acks.forwarded(client);
      return packet;
    },
    // Last wills pass here too.
    authorizePublish: (client, packet, done) => {
      if (client !== null && guests.mayPublish(client, packet)) done(null);
      else done(new Error('receivers publish nothing but receipts'));
    },
  });
  noteWhoIsThere(broker, guests, there);
  const note = (client: Client, error: Error) => {
    options.log.debug({ client: client.id, error: error.message }, 'an MQTT client failed');
  };
  broker.on('clientError', note);
  broker.on('connectionError', note);
  return broker;
}

interface Receivers {
  subscribers: Subscribers;
  acks: ReceiverAcks;
}

function noteWhoIsThere(broker: Aedes, guests: Guests, { subscribers, acks }: Receivers): void {
  broker.on('client', guests.entered);
  broker.on('clientDisconnect', (client) => {
    guests.left(client);
    subscribers.left(client);
    acks.left(client);
  });
  broker.on('subscribe', (subscriptions, client) => {
    if (!guests.isReceiver(client)) return;
    acks.subscribed(
      client,
      subscriptions.map(({ qos }) => qos),
    );
    subscribers.subscribed(client, grantedOf(subscriptions));
  });
  broker.on('ack', (_packet, client) => {
    acks.acknowledged(client);
  });
  broker.on('unsubscribe', (topics, client) => {
    subscribers.unsubscribed(client, topics);
  });
}

/** The library writes the granted QoS into the request; 128 is a refusal. */
function grantedOf(subscriptions: readonly { topic: string; qos: number }[]): string[] {
  return subscriptions.filter(({ qos }) => qos < 128).map(({ topic }) => topic);
}

interface Guests {
  admit(client: Client, login: Login): boolean;
  mayHear(client: Client, topicFilter: string): boolean;
  mayPublish(client: Client, packet: { topic: string; payload: string | Buffer }): boolean;
  isReceiver(client: Client): boolean;
  entered: (client: Client) => void;
  left: (client: Client) => void;
}

/** The connected clients and their log-ins. */
function createGuests(publisher: Login, receivers: readonly Receiver[]): Guests {
  const known = new WeakMap<Client, Receiver | 'dispatch'>();
  const connected = new Map<string, Client>();
  return {
    admit: (client, login) => {
      const who = isSameLogin(login, publisher) ? 'dispatch' : receiverWith(login, receivers);
      if (who === null) return false;
      known.set(client, who);
      const holder = connected.get(client.id);
      // A client with another log-in must not take the id of a connected client, which would be cut off. The same log-in may: a
      // phone with a broken line reconnects long before its old connection times out.
      return holder === undefined || known.get(holder) === who;
    },
    mayHear: (client, topicFilter) => {
      const who = known.get(client);
      // The broker's own topics reveal who is connected and under which id.
      if (who === 'dispatch') return topicFilter.startsWith('fencewatch/v1/');
      return who !== undefined && mayHear(who.cells, topicFilter);
    },
    mayPublish: (client, packet) => known.get(client) === 'dispatch' || mayPublish(packet),
    isReceiver: (client) => known.has(client) && known.get(client) !== 'dispatch',
    entered: (client) => {
      connected.set(client.id, client);
    },
    left: (client) => {
      if (connected.get(client.id) === client) connected.delete(client.id);
    },
  };
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
