// The part of a site file about notifications: the MQTT broker, who may subscribe at the embedded one, and the channels that
// reach people directly. Takes the file's content; returns it with secrets expanded and defaults filled in.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { directShape, directTexts } from './direct-channel.ts';
import { hasLiteralPassword } from './secret.ts';
import { noLiteralPassword, secretSchema } from './secret-text.ts';

const usernameSchema = z.string().min(1).max(200);

const receiverSchema = z.strictObject({
  username: usernameSchema,
  password: secretSchema,
  /** The cells that it may subscribe to; `all` allows one subscription for all of them. Absent: any, cell by cell. */
  cells: z
    .union(
      [z.literal('all'), z.array(z.union([gridCellSchema, z.literal('unassigned')])).max(2000)],
      'expected "all" or a list of grid cells',
    )
    .optional(),
});

const mqttSchema = z.strictObject({
  /** Broker address; absent means the broker embedded in dispatch. */
  url: z
    .string()
    .max(2000)
    .regex(
      /^(mqtts?|wss?):\/\/|^\$\{[A-Z_][A-Z0-9_]*\}$/,
      'expected mqtt://, mqtts://, ws:// or wss://, or ${NAME}',
    )
    .refine((url) => !hasLiteralPassword(url), noLiteralPassword)
    .optional(),
  username: usernameSchema.optional(),
  password: secretSchema.optional(),
  receivers: z
    .array(receiverSchema)
    .max(1000)
    .refine((list) => new Set(list.map(({ username }) => username)).size === list.length, {
      error: 'expected each user name once',
    })
    .optional(),
});

export const channelsSchema = z.strictObject({ mqtt: mqttSchema.optional(), ...directShape });
export type ChannelsFile = z.output<typeof channelsSchema>;

/** The topics that a receiver may subscribe to: any cell one at a time, these cells, or all at once. */
export type HeardCells = 'all' | 'one-at-a-time' | readonly string[];

export interface Receiver {
  username: string;
  password: string;
  cells: HeardCells;
}
export interface MqttChannel {
  url: string | null;
  username: string | null;
  password: string | null;
  /** Who may subscribe at the embedded broker, in addition to the log-in above. */
  receivers: readonly Receiver[];
}

export function completeMqtt(
  { mqtt }: ChannelsFile,
  expand: (text: string) => string,
): MqttChannel {
  const filled = (text: string | undefined) => (text === undefined ? null : expand(text));
  return {
    url: filled(mqtt?.url),
    username: filled(mqtt?.username),
    password: filled(mqtt?.password),
    receivers: (mqtt?.receivers ?? []).map(({ username, password, cells }) => ({
      username,
      password: expand(password),
      cells: cells ?? 'one-at-a-time',
    })),
  };
}

/** Where secrets may be named, by path. */
export function channelTexts({ mqtt, direct }: ChannelsFile): [string, string | undefined][] {
  return [
    ['channels.mqtt.url', mqtt?.url],
    ['channels.mqtt.username', mqtt?.username],
    ['channels.mqtt.password', mqtt?.password],
    ...(mqtt?.receivers ?? []).map(({ password }, index): [string, string] => [
      `channels.mqtt.receivers[${index}].password`,
      password,
    ]),
    ...directTexts(direct),
  ];
}
