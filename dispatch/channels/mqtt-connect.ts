// Connects to an MQTT broker with MQTT 5, which can report refused topics; if the broker does not support it, with MQTT 3.1.1.
// Takes address and log-in; returns the client and the version.
import { randomUUID } from 'node:crypto';
import { connect, type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';

export type MqttVersion = 4 | 5;

export interface MqttAddress {
  url: string;
  username?: string | null | undefined;
  password?: string | null | undefined;
  /** The broker's MQTT version, if known. */
  version?: MqttVersion;
}

export interface MqttConnection {
  client: MqttClient;
  version: MqttVersion;
  /** The broker's limit on messages in flight, if it names one. */
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

/** 1 is "unsupported version" in MQTT 3.1.1, 132 in MQTT 5. */
const versionRefusals: readonly unknown[] = [1, 132];

/** An older broker may also answer with invalid MQTT 5, or hang up. System errors, such as ECONNREFUSED, have text codes. */
function mayBeTheVersion(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === undefined || versionRefusals.includes(code);
}
