// The channels that reach a person or a group directly, as they stand in a site file: webhooks, chat robots, e-mail, Web Push
// and SMS. Takes what is written; gives it with secrets filled in and defaults added.
import { z } from 'zod';
import { durationSchema, positiveDurationSchema } from './duration.ts';
import { idSchema } from './fence.ts';
import { referencedNames } from './secret.ts';
import { secretInPlainText, secretSchema, webAddressSchema } from './secret-text.ts';

const common = {
  id: idSchema.refine((id) => id !== 'mqtt', 'expected another name: "mqtt" is the broker'),
  /** How long one attempt may take. */
  timeout: positiveDurationSchema
    .refine((ms) => ms <= 60_000, 'expected at most 60s')
    .prefault('10s'),
};

/** What a chat robot writes. */
const form = z.enum(['text', 'markdown', 'card']);
const serverSchema = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s/?#]+$/, 'expected https://host');
const emailSchema = z.email().max(200);

const webhookSchema = z.strictObject({
  type: z.literal('webhook'),
  ...common,
  url: webAddressSchema,
  /** Of the signature: `whsec_` and base64, as Standard Webhooks has it, or any text. */
  secret: secretSchema,
  /** While the receiver changes to the new one, both sign. */
  formerSecret: secretSchema.optional(),
});

/** What such a head holds is a secret, or names one. */
function isNoSecret([name, value]: [string, string]): boolean {
  return !/auth|key|token|secret|password/i.test(name) || referencedNames(value).length > 0;
}

const wecomSchema = z.strictObject({
  type: z.literal('wecom'),
  ...common,
  /** What stands after `key=` in the robot's address. */
  key: secretSchema,
  form: form.default('markdown'),
  server: serverSchema.default('https://qyapi.weixin.qq.com'),
});

const dingtalkSchema = z.strictObject({
  type: z.literal('dingtalk'),
  ...common,
  /** What stands after `access_token=` in the robot's address. */
  token: secretSchema,
  /** Of the robot's signature (加签); a robot with keywords or addresses instead has none. */
  secret: secretSchema.optional(),
  form: form.default('markdown'),
  server: serverSchema.default('https://oapi.dingtalk.com'),
});

const feishuSchema = z.strictObject({
  type: z.literal('feishu'),
  ...common,
  /** What stands after `/hook/` in the robot's address. */
  token: secretSchema,
  /** Of the robot's signature (签名校验). */
  secret: secretSchema.optional(),
  form: form.default('card'),
  /** `https://open.larksuite.com` for Lark. */
  server: serverSchema.default('https://open.feishu.cn'),
});

const emailChannelSchema = z
  .strictObject({
    type: z.literal('email'),
    ...common,
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65_535).default(587),
    /** `tls` from the first byte, `starttls` or not at all; nothing is sent to a server that cannot do what is asked. */
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    username: z.string().min(1).max(200).optional(),
    password: secretSchema.optional(),
    from: emailSchema,
    /** Who gets what is for a unit; a person has an address of his own. */
    to: z.array(emailSchema).max(50).default([]),
  })
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    path: ['password'],
    error: 'expected both a user name and a password, or none',
  });

const smsSchema = z.strictObject({
  type: z.literal('sms'),
  ...common,
  provider: z.literal('http').default('http'),
  url: webAddressSchema,
  method: z.enum(['POST', 'PUT']).default('POST'),
  headers: z
    .record(
      z
        .string()
        .max(64)
        .regex(/^[A-Za-z0-9-]+$/),
      z.string().max(1000),
    )
    .refine((headers) => Object.keys(headers).length <= 20, 'expected at most 20 headers')
    .refine((headers) => Object.entries(headers).every(isNoSecret), secretInPlainText)
    .meta({ maxProperties: 20 })
    .default({}),
  /** Of the request, with {phone}, {text} and {id}; values are written as the content type needs. */
  body: z.string().min(1).max(5000),
  contentType: z
    .enum(['application/json', 'application/x-www-form-urlencoded'])
    .default('application/json'),
  /** Where the answer says how it went, such as `code`; a 2xx is enough without it. */
  answer: z
    .strictObject({
      path: z.string().min(1).max(100),
      delivered: z.array(z.string().max(100)).min(1).max(20),
      /** The rest is for ever. */
      retryable: z.array(z.string().max(100)).max(50).default([]),
    })
    .optional(),
});

const webPushSchema = z
  .strictObject({
    type: z.literal('web-push'),
    ...common,
    /** Whom a push service writes to when something is wrong. */
    contact: z
      .string()
      .max(200)
      .regex(/^(mailto:|https:\/\/)\S+$/, 'expected mailto: or https://'),
    /** Both, or none: then they are made and kept in the database. */
    publicKey: z.string().max(200).optional(),
    privateKey: secretSchema.optional(),
    /** Push services beside those of the known browsers, as `https://host`. */
    services: z.array(serverSchema).max(20).default([]),
    /** How long a push service keeps what a device does not fetch. */
    keepFor: durationSchema.prefault('1h'),
  })
  .refine(({ publicKey, privateKey }) => (publicKey === undefined) === (privateKey === undefined), {
    path: ['privateKey'],
    error: 'expected both keys, or none',
  });

const directChannelSchema = z.discriminatedUnion('type', [
  webhookSchema,
  wecomSchema,
  dingtalkSchema,
  feishuSchema,
  emailChannelSchema,
  smsSchema,
  webPushSchema,
]);
/** With secrets filled in: never to be logged as it is. */
export type DirectChannelSettings = z.output<typeof directChannelSchema>;
export const directChannelTypes = [
  'webhook',
  'wecom',
  'dingtalk',
  'feishu',
  'email',
  'sms',
  'web-push',
] as const satisfies readonly DirectChannelSettings['type'][];
export type DirectChannelType = DirectChannelSettings['type'];

const tellingSchema = z.strictObject({
  /** The most that one person gets in a while; half of it is kept for new cases. */
  perPerson: z
    .strictObject({
      messages: z.number().int().min(2).max(10_000).default(30),
      within: positiveDurationSchema.prefault('10m'),
    })
    .prefault({}),
  /** Whether people also hear each time that a thing is still there. */
  stillThere: z.boolean().default(false),
  /** When a message that no channel takes is given up. */
  giveUpAfter: positiveDurationSchema.prefault('1h'),
});
export type TellingSettings = z.output<typeof tellingSchema>;

export const directShape = {
  direct: z
    .array(directChannelSchema)
    .max(200)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
      error: 'expected each id once',
    })
    .optional(),
  telling: tellingSchema.optional(),
};

export interface DirectChannels {
  direct: readonly DirectChannelSettings[];
  telling: TellingSettings;
}

/** As it is without a word of them in the file. */
export const noDirectChannels: DirectChannels = { direct: [], telling: tellingSchema.parse({}) };

export function completeDirect(
  { direct = [], telling }: z.output<z.ZodObject<typeof directShape>>,
  expand: (text: string) => string,
): DirectChannels {
  return {
    direct: direct.map((one) => eachText(one, expand)),
    telling: telling ?? noDirectChannels.telling,
  };
}

/** Where secrets may be named, by path. */
export function directTexts(
  direct: readonly DirectChannelSettings[] | undefined,
): [string, string][] {
  return (direct ?? []).flatMap((one, index) => textsIn(one, `channels.direct[${index}]`));
}

function eachText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => eachText(one, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    eachText(one as unknown, change),
  ]);
  return Object.fromEntries(entries) as T;
}

function textsIn(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${path}.${key}`));
}
