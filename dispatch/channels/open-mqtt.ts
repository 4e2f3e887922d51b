// Chooses the MQTT broker: the one named by the options or the site file, else the embedded one. Takes both; returns the channel.
// The embedded broker requires a log-in: if none is configured, one is created and kept.
import { withoutCredentials, type MqttChannel, type Receiver } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { Channel } from './channel.ts';
import type { SiteWords } from './direct/message-text.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { openSubscriberMark } from './subscriber-mark.ts';
import { createMqttChannel } from './mqtt-channel.ts';
import { createEmbeddedChannel } from './embedded-channel.ts';
import { keepReceiverLogin } from './receiver-login.ts';

export interface MqttOptions {
  /** An external broker; overrides the site file. */
  url?: string | undefined;
  /** The log-in at that broker; for the embedded broker, the log-in of receivers. */
  username?: string | undefined;
  password?: string | undefined;
  /** The port of the embedded broker; 0 picks a free one. */
  host: string;
  port: number;
}

export interface OpenMqtt {
  channel: Channel;
  /** For receivers, without log-in. */
  url: string;
  /** Whether it is the embedded one. */
  isOwn: boolean;
  stop: () => Promise<void>;
}

interface Opening extends MqttOptions {
  site: MqttChannel;
  words?: SiteWords | undefined;
  /** A generated log-in of receivers is stored here. */
  dataDir: string;
  clock: Clock;
  log: Log;
}

export async function openMqtt(options: Opening): Promise<OpenMqtt> {
  const { site, clock, words } = options;
  const url = options.url ?? site.url;
  if (url === null) return openEmbedded(options);
  const username = options.username ?? site.username;
  const password = options.password ?? site.password;
  return {
    channel: createMqttChannel({ url, username, password, clock, words }),
    url: withoutCredentials(url),
    isOwn: false,
    stop: () => Promise.resolve(),
  };
}

/** Phones try again every few seconds. */
const comeBackWithinMs = 10_000;

async function openEmbedded(options: Opening): Promise<OpenMqtt> {
  const { host, port, clock, words, log } = options;
  const receivers = await receiversOf(options);
  const mark = await openSubscriberMark(options.dataDir, log);
  const onFirst = () => void mark.set();
  const broker = await startEmbeddedBroker({ host, port, receivers, onFirst, clock, log });
  const { publisher, subscribers, untilAcknowledged } = broker;
  const overPort = createMqttChannel({ ...publisher, version: 4, clock, words });
  const waitForPhonesMs = mark.wasSet ? comeBackWithinMs : 0;
  return {
    channel: createEmbeddedChannel(overPort, {
      subscribers,
      untilAcknowledged,
      waitForPhonesMs,
      clock,
    }),
    url: broker.url,
    isOwn: true,
    stop: () => broker.stop(),
  };
}

async function receiversOf(options: Opening): Promise<readonly Receiver[]> {
  const set = setLogin(options);
  const { receivers } = options.site;
  if (set !== null) return [...receivers, { ...set, cells: 'one-at-a-time' }];
  if (receivers.length > 0) return receivers;
  const { file, ...login } = await keepReceiverLogin(options.dataDir, options.log);
  const { username } = login;
  options.log.info(
    { file, username },
    'receivers of notifications log in with the password in this file',
  );
  return [{ ...login, cells: 'one-at-a-time' }];
}

/** @throws when only a user or only a password is given */
function setLogin({ site, ...options }: Opening): { username: string; password: string } | null {
  const username = options.username ?? site.username;
  const password = options.password ?? site.password;
  if (username === null && password === null) return null;
  if (username === null || password === null)
    throw new Error('the MQTT log-in needs both a user name and a password');
  return { username, password };
}
