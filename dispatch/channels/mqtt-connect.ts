// Connects to an MQTT broker with MQTT 5, in which it can say that it refuses a topic; where it does not speak that, with
// MQTT 3.1.1. Takes address and log-in; gives the client and which of the two it speaks.
import { randomUUID } from 'node:crypto';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

export type MqttVersion = 4 | 5;

export interface MqttAddress {
  url: string;
  username?: string | null | undefined;
  password?: string | null | undefined;
  /** When it is known which one the broker speaks. */
  version?: MqttVersion;
}

export interface MqttConnection {
  client: MqttClient;
  version: MqttVersion;
}

export async function connectMqtt(address: MqttAddress): Promise<MqttConnection> {
  const wanted = address.version ?? 5;
  try {
    return { client: await connectWith(address, wanted), version: wanted };
  } catch (error) {
    if (address.version !== undefined || !mayBeTheVersion(error)) throw error;
    return { client: await connectWith(address, 4), version: 4 };
  }
}

function connectWith(address: MqttAddress, version: MqttVersion): Promise<MqttClient> {
  return connectAsync(address.url, optionsOf(address, version), false);
}

function optionsOf({ username, password }: MqttAddress, version: MqttVersion): IClientOptions {
  return {
    clientId: `fencewatch-dispatch-${randomUUID().slice(0, 8)}`,
    protocolVersion: version,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
    keepalive: 15,
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
  };
}

/** 1 is how MQTT 3.1.1 says "not this version", 132 is how MQTT 5 does. */
const versionRefusals: readonly unknown[] = [1, 132];

/** An older broker may also say something that is no MQTT 5, or hang up. A system's own errors, such as ECONNREFUSED, are texts. */
function mayBeTheVersion(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === undefined || versionRefusals.includes(code);
}
