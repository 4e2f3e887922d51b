// Which MQTT broker notifications go to: the one that the options or the site file name, else the embedded one.
import { withoutCredentials, type MqttChannel } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Channel } from './channel.ts';
import { startEmbeddedBroker, type Login } from './embedded-broker.ts';
import { createMqttChannel } from './mqtt-channel.ts';

export interface MqttOptions {
  /** A broker elsewhere; goes before the site file's. */
  url?: string | undefined;
  /** Log-in at that broker; for the embedded broker the log-in that it asks receivers for. */
  username?: string | undefined;
  password?: string | undefined;
  /** Where the embedded broker listens; port 0 takes a free one. */
  host: string;
  port: number;
}

export interface OpenMqtt {
  channel: Channel;
  /** For receivers, without log-in. */
  url: string;
  stop: () => Promise<void>;
}

export async function openMqtt(
  options: MqttOptions & { site: MqttChannel; clock: Clock; log: Log },
): Promise<OpenMqtt> {
  const { site, clock } = options;
  const url = options.url ?? site.url;
  if (url === null) return openEmbedded(options);
  const username = options.username ?? site.username;
  const password = options.password ?? site.password;
  return {
    channel: createMqttChannel({ url, username, password, clock }),
    url: withoutCredentials(url),
    stop: () => Promise.resolve(),
  };
}

async function openEmbedded(
  options: MqttOptions & { site: MqttChannel; clock: Clock; log: Log },
): Promise<OpenMqtt> {
  const { host, port, clock, log } = options;
  const receivers = receiversLogin(options);
  const broker = await startEmbeddedBroker({ host, port, receivers, log });
  return {
    channel: createMqttChannel({ ...broker.publisher, version: 4, clock }),
    url: broker.url,
    stop: () => broker.stop(),
  };
}

/** @throws when half a log-in is given: an open broker is not what was meant */
function receiversLogin(options: MqttOptions & { site: MqttChannel }): Login | null {
  const username = options.username ?? options.site.username;
  const password = options.password ?? options.site.password;
  if (username === null && password === null) return null;
  if (username === null || password === null)
    throw new Error('the MQTT log-in needs both a user name and a password');
  return { username, password };
}
