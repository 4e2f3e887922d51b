// Channels that notify a person or a group directly: webhooks, chat robots, e-mail, Web Push and SMS. Takes the settings of the site
// file; returns them with secrets expanded and defaults filled in.
import { z } from 'zod';
import { durationSchema, positiveDurationSchema } from './duration.ts';
import { idSchema } from './fence.ts';
import { quietHoursSchema } from './quiet-hours.ts';
import { referencedNames } from './secret.ts';
import { secretInPlainText, secretSchema, webAddressSchema } from './secret-text.ts';

const common = {
  id: idSchema.refine((id) => id !== 'mqtt', 'expected another name: "mqtt" is the broker'),
  /** The timeout of one attempt. */
  timeout: positiveDurationSchema
    .refine((ms) => ms <= 60_000, 'expected at most 60s')
    .prefault('10s'),
};

/** The language of a chat robot. */
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
  /** The signing secret: `whsec_` and base64, as in Standard Webhooks, or any text. */
  secret: secretSchema,
  /** For a change of secrets: messages are signed with both until the receiver uses the new one. */
  formerSecret: secretSchema.optional(),
});

/** Whether a header is harmless: its name does not suggest a secret, or its value is a reference. */
function isNoSecret([name, value]: [string, string]): boolean {
  return !/auth|key|token|secret|password/i.test(name) || referencedNames(value).length > 0;
}

const wecomSchema = z.strictObject({
  type: z.literal('wecom'),
  ...common,
  /** The part after `key=` in the robot's address. */
  key: secretSchema,
  form: form.default('markdown'),
  server: serverSchema.default('https://qyapi.weixin.qq.com'),
});

const dingtalkSchema = z.strictObject({
  type: z.literal('dingtalk'),
  ...common,
  /** The part after `access_token=` in the robot's address. */
  token: secretSchema,
  /** For the robot's signature (加签); robots with keywords or an address list have none. */
  secret: secretSchema.optional(),
  form: form.default('markdown'),
  server: serverSchema.default('https://oapi.dingtalk.com'),
});

const feishuSchema = z.strictObject({
  type: z.literal('feishu'),
  ...common,
  /** The part after `/hook/` in the robot's address. */
  token: secretSchema,
  /** For the robot's signature (签名校验). */
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
    /** `tls` from the first byte, `starttls`, or none; nothing is sent to a server that does not support the setting. */
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    username: z.string().min(1).max(200).optional(),
    password: secretSchema.optional(),
    from: emailSchema,
    /** Who gets messages for a unit; a person has an address of his own. */
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
  /** The request body, with {phone}, {text} and {id}; values are escaped for the content type. */
  body: z.string().min(1).max(5000),
  contentType: z
    .enum(['application/json', 'application/x-www-form-urlencoded'])
    .default('application/json'),
  /** The result field in the answer, such as `code`; without it a 2xx is enough. */
  answer: z
    .strictObject({
      path: z.string().min(1).max(100),
      delivered: z.array(z.string().max(100)).min(1).max(20),
      /** All other results are permanent failures. */
      retryable: z.array(z.string().max(100)).max(50).default([]),
    })
    .optional(),
});

const webPushSchema = z
  .strictObject({
    type: z.literal('web-push'),
    ...common,
    /** A contact for the push service. */
    contact: z
      .string()
      .max(200)
      .regex(/^(mailto:|https:\/\/)\S+$/, 'expected mailto: or https://'),
    /** Both, or none: then they are generated and stored in the database. */
    publicKey: z.string().max(200).optional(),
    privateKey: secretSchema.optional(),
    /** Push services in addition to those of the known browsers, as `https://host`. */
    services: z.array(serverSchema).max(20).default([]),
    /** How long a push service keeps an undelivered message. */
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
/** With secrets filled in: never log this. */
export type DirectChannelSettings = z.output<typeof directChannelSchema>;

const tellingSchema = z.strictObject({
  /** The rate limit per person; half of it is reserved for new cases. */
  perPerson: z
    .strictObject({
      messages: z.number().int().min(2).max(10_000).default(30),
      within: positiveDurationSchema.prefault('10m'),
    })
    .prefault({}),
  /** Whether people are also notified each time that an object is still there. */
  stillThere: z.boolean().default(false),
  /** The quiet hours of people who have set none themselves. */
  quietHours: quietHoursSchema.optional(),
  /** How long a message that no channel accepts is retried. */
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

/** The settings when the file says nothing about them. */
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
