// Connects to an MQTT broker with MQTT 5, in which it can say that it refuses a topic; where it does not speak that, with
// MQTT 3.1.1. Takes address and log-in; gives the client and which of the two it speaks.
import { randomUUID } from 'node:crypto';
import { connect, type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';

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
  /** How many messages the broker lets be on their way at once, where it says so. */
  receiveMaximum?: number | undefined;
}

export async function connectMqtt(address: MqttAddress): Promise<MqttConnection> {
  const wanted = address.version ?? 5;
  try {
    return await connectWith(address, wanted);
  } catch (error) {
    if (address.version !== undefined || !mayBeTheVersion(error)) throw error;
    return await connectWith(address, 4);
  }
}

function connectWith(address: MqttAddress, version: MqttVersion): Promise<MqttConnection> {
  const client = connect(address.url, optionsOf(address, version));
  return new Promise((resolve, reject) => {
    const end = () => {
      client.off('connect', connected).off('error', failed).off('close', closed);
    };
    const connected = ({ properties }: IConnackPacket) => {
      end();
      resolve({ client, version, receiveMaximum: properties?.receiveMaximum });
    };
    const failed = (error: Error) => {
      end();
      client.on('error', () => undefined).end(true);
      reject(error);
    };
    const closed = () => {
      failed(new Error("Couldn't connect to server"));
    };
    client.on('connect', connected).on('error', failed).on('close', closed);
  });
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
