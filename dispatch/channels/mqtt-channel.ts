// Publishes notifications to an MQTT broker with QoS 1: delivered means that the broker has acknowledged. A connection
// never reconnects by itself: a message that is unanswered when it breaks must be repeated by us alone, not also by the
// client library.
import { randomUUID } from 'node:crypto';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import {
  describeFaults,
  faultsOf,
  notificationSchema,
  withoutCredentials,
} from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { DeliveryOutcome, Outgoing } from '../delivery/outgoing.ts';
import { messageOf } from '../supervise.ts';
import type { Channel, ChannelConnection } from './channel.ts';

export interface MqttChannelOptions {
  url: string;
  username?: string | null | undefined;
  password?: string | null | undefined;
  clock: Clock;
  /** How long the broker may take to acknowledge. */
  acknowledgeWithinMs?: number;
}

export function createMqttChannel(options: MqttChannelOptions): Channel {
  return {
    name: withoutCredentials(options.url),
    connect: async (signal) => {
      const client = await connectAsync(options.url, clientOptions(options), false);
      if (signal.aborted) client.end(true);
      return connectionOver(client, options);
    },
  };
}

function clientOptions({ username, password }: MqttChannelOptions): IClientOptions {
  return {
    clientId: `fencewatch-dispatch-${randomUUID().slice(0, 8)}`,
    protocolVersion: 4,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
    keepalive: 15,
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
  };
}

function connectionOver(client: MqttClient, options: MqttChannelOptions): ChannelConnection {
  const lost = new Promise<string>((resolve) => {
    client.on('error', (error) => {
      resolve(messageOf(error));
    });
    client.on('close', () => {
      resolve('the broker closed the connection');
    });
  });
  return {
    lost,
    publish: (outgoing) => publish({ client, lost, outgoing, options }),
    close: () => client.endAsync(true).catch(() => undefined),
  };
}

interface Attempt {
  client: MqttClient;
  lost: Promise<string>;
  outgoing: Outgoing;
  options: MqttChannelOptions;
}

async function publish(attempt: Attempt): Promise<DeliveryOutcome> {
  const { options, outgoing } = attempt;
  // A broker closes the connection over such a topic, and all that waits behind it would wait for ever.
  if (!isTopic(outgoing.topic)) return notPublishable(`"${outgoing.topic}" is no topic`);
  const content = { ...outgoing.notification, sentAt: options.clock.now() };
  const checked = notificationSchema.safeParse(content, { reportInput: true });
  if (!checked.success) return notPublishable(describeFaults(faultsOf(checked.error)));
  return acknowledged(attempt, JSON.stringify(checked.data));
}

function isTopic(topic: string): boolean {
  return topic !== '' && !/[+#\u0000]/.test(topic) && Buffer.byteLength(topic) <= 65_535;
}

async function acknowledged(attempt: Attempt, payload: string): Promise<DeliveryOutcome> {
  const { client, lost, outgoing, options } = attempt;
  const timer = new AbortController();
  const withinMs = options.acknowledgeWithinMs ?? 10_000;
  const late = options.clock
    .sleep(withinMs, timer.signal)
    .then(() => retryable('no-acknowledgement', `none within ${withinMs} ms`));
  const taken = client.publishAsync(outgoing.topic, payload, { qos: 1 }).then(
    (): DeliveryOutcome => ({ outcome: 'handed-over', listeners: 'unknown' }),
    (error: unknown) => retryable('connection-lost', messageOf(error)),
  );
  const gone = lost.then((detail) => retryable('connection-lost', detail));
  const outcome = await Promise.race([taken, gone, late]);
  timer.abort();
  return outcome;
}

function notPublishable(detail: string): DeliveryOutcome {
  return { outcome: 'permanent', reason: 'not-publishable', detail };
}

function retryable(
  reason: 'no-acknowledgement' | 'connection-lost',
  detail: string,
): DeliveryOutcome {
  return { outcome: 'retryable', reason, detail };
}
