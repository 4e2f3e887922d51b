// Subscribes to topics on a connection to an MQTT broker. Takes the client; returns functions to subscribe, which reports a
// refusal, and to unsubscribe.
import type { MqttClient } from 'mqtt';
import { messageOf } from '../../host/error-message.ts';
import type { ChannelConnection, ListenOutcome } from './channel.ts';
import { refusalOf } from './mqtt-refusal.ts';

export interface Listening extends Pick<ChannelConnection, 'listen' | 'stopListening'> {
  /** Our own subscription may make the topic look as if somebody listens. */
  hasSubscriber(topic: string): boolean;
}

export function createListening(client: MqttClient): Listening {
  const listeners = new Map<string, (payload: Buffer) => void>();
  client.on('message', (topic, payload) => {
    listeners.get(topic)?.(payload);
  });
  return {
    hasSubscriber: (topic) => listeners.has(topic),
    listen: async (topic, onMessage) => {
      listeners.set(topic, onMessage);
      const outcome = await subscribe(client, topic);
      if (outcome.outcome !== 'listening') listeners.delete(topic);
      return outcome;
    },
    stopListening: async (topic) => {
      await client.unsubscribeAsync(topic).catch(() => undefined);
      listeners.delete(topic);
    },
  };
}

async function subscribe(client: MqttClient, topic: string): Promise<ListenOutcome> {
  try {
    await client.subscribeAsync(topic, { qos: 1 });
    return { outcome: 'listening' };
  } catch (error) {
    const code = grantedIn(error).find((granted) => granted >= 128);
    return code === undefined
      ? { outcome: 'retryable', detail: messageOf(error) }
      : { outcome: 'refused', reason: refusalOf(code) };
  }
}

/** The granted QoS per subscription, from the library's error. */
function grantedIn(error: unknown): number[] {
  if (!(error instanceof Error) || !('packet' in error)) return [];
  const packet = error.packet as { granted?: unknown } | null | undefined;
  const granted = packet?.granted;
  return Array.isArray(granted)
    ? granted.flatMap((code) => (typeof code === 'number' ? [code] : []))
    : [];
}
