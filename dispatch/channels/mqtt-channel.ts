// Publishes notifications to an MQTT broker with QoS 1: delivered means that the broker has acknowledged. A connection never
// reconnects by itself: if it breaks, only dispatch repeats unacknowledged messages, not the client library too.
import {
  describeFaults,
  faultsOf,
  notificationSchema,
  withoutCredentials,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DeliveryOutcome, Outgoing } from './outgoing.ts';
import { messageOf } from '../../host/error-message.ts';
import { createAcknowledge, type Acknowledge } from './acknowledgements.ts';
import type { Channel, ChannelConnection } from './channel.ts';
import { connectMqtt, type MqttConnection, type MqttVersion } from './mqtt-connect.ts';
import { textInBoth, withTimeText, type SiteWords } from './direct/message-text.ts';
import { createListening, type Listening } from './mqtt-listen.ts';
import { refusalOf } from './mqtt-refusal.ts';

export interface MqttChannelOptions {
  url: string;
  username?: string | null | undefined;
  password?: string | null | undefined;
  /** The broker's MQTT version, if known; otherwise it is detected. */
  version?: MqttVersion;
  clock: Clock;
  /** For the readable text. */
  words?: SiteWords | undefined;
  /** How long the broker may take to acknowledge. */
  acknowledgeWithinMs?: number;
}

export function createMqttChannel(given: MqttChannelOptions): Channel {
  const options = { ...given, words: given.words && withTimeText(given.words) };
  return {
    name: withoutCredentials(options.url),
    connect: async (signal) => {
      const connection = await connectMqtt(options);
      if (signal.aborted) connection.client.end(true);
      return connectionOver(connection, options);
    },
  };
}

function connectionOver(
  { client, version, receiveMaximum }: MqttConnection,
  options: MqttChannelOptions,
): ChannelConnection {
  // For a success the library does not return the reason code of the acknowledgement.
  const reasons = new Map<number, number>();
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'puback') reasons.set(packet.messageId ?? 0, packet.reasonCode ?? 0);
  });
  const lost = new Promise<string>((resolve) => {
    client.on('error', (error) => {
      resolve(messageOf(error));
    });
    client.on('close', () => {
      resolve('the broker closed the connection');
    });
  });
  const listening = createListening(client);
  const { clock, acknowledgeWithinMs: withinMs = 10_000 } = options;
  const acknowledge = createAcknowledge({ clock, lost, withinMs });
  const attempt = { client, version, acknowledge, reasons, listening, options };
  return {
    lost,
    canRefuse: version === 5,
    window: windowOf(receiveMaximum),
    publish: (outgoing) => publish({ ...attempt, topic: outgoing.topic }, outgoing),
    send: (topic, payload) => acknowledged({ ...attempt, topic }, payload),
    listen: listening.listen,
    stopListening: listening.stopListening,
    close: () => client.endAsync(true).catch(() => undefined),
  };
}

/** If dispatch dies, the broker gets at most this many messages twice. */
const mostOnTheWay = 20;

function windowOf(receiveMaximum: number | undefined): number {
  return Math.min(mostOnTheWay, receiveMaximum ?? mostOnTheWay);
}

interface Attempt extends MqttConnection {
  acknowledge: Acknowledge;
  /** The broker's acknowledgements, by message. */
  reasons: Map<number, number>;
  topic: string;
  listening: Listening;
  options: MqttChannelOptions;
}

async function publish(attempt: Attempt, outgoing: Outgoing): Promise<DeliveryOutcome> {
  const { options } = attempt;
  // A broker closes the connection over such a topic, and all later messages would wait for ever.
  if (!isTopic(outgoing.topic)) return notPublishable(`"${outgoing.topic}" is no topic`);
  const { clock, words } = options;
  const { notification } = outgoing;
  const text = words && textInBoth(notification, words);
  const content = { ...notification, ...(text && { text }), sentAt: clock.now() };
  const checked = notificationSchema.safeParse(content, { reportInput: true });
  if (!checked.success) return notPublishable(describeFaults(faultsOf(checked.error)));
  return acknowledged(attempt, JSON.stringify(checked.data));
}

function isTopic(topic: string): boolean {
  return topic !== '' && !/[+#\u0000]/.test(topic) && Buffer.byteLength(topic) <= 65_535;
}

function acknowledged(attempt: Attempt, payload: string): Promise<DeliveryOutcome> {
  const { client, topic } = attempt;
  const isHeardByUs = attempt.listening.hasSubscriber(topic);
  const taken = client
    .publishAsync(topic, payload, { qos: 1 })
    .then((packet) => handedOver(attempt, packet?.messageId, isHeardByUs), notTaken);
  return attempt.acknowledge<DeliveryOutcome>(taken, (end) =>
    end.why === 'lost'
      ? retryable('connection-lost', end.detail)
      : retryable('no-acknowledgement', `none within ${end.withinMs} ms`),
  );
}

/** "No matching subscribers", in MQTT 5. */
const nobodyListens = 16;

/** MQTT 3.1.1 has no code for it; an older broker also acknowledges messages that it drops. */
function handedOver(
  { version, reasons, listening, topic }: Attempt,
  messageId = 0,
  isHeardByUs = false,
): DeliveryOutcome {
  const reason = reasons.get(messageId);
  reasons.delete(messageId);
  if (version === 4 || reason === undefined)
    return { outcome: 'handed-over', listeners: 'unknown' };
  if (reason === nobodyListens) return { outcome: 'handed-over', listeners: 'nobody' };
  const mayBeUs = isHeardByUs || listening.hasSubscriber(topic);
  return { outcome: 'handed-over', listeners: mayBeUs ? 'unknown' : 'some' };
}

/** A number is the broker's answer to this message; anything else is a fault of the connection. */
function notTaken(error: unknown): DeliveryOutcome {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'number' || code < 128) return retryable('connection-lost', messageOf(error));
  return {
    outcome: 'refused',
    reason: refusalOf(code),
    detail: `${messageOf(error)} (reason code ${code})`,
  };
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
