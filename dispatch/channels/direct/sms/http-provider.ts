// An SMS provider with one HTTP request per message. The site file has the address, headers, body, and where the answer contains
// the result.
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import { permanent, retryable, type DirectOutcome } from '../direct-channel.ts';
import { sendRequest } from '../http-request.ts';
import { failureOfStatus } from '../status-outcome.ts';
import type { Sms, SmsProvider } from './sms-channel.ts';

type Settings = Extract<DirectChannelSettings, { type: 'sms' }>;

export function createHttpSmsProvider(settings: Settings, clock: Clock): SmsProvider {
  const { url, method, contentType, answer } = settings;
  return {
    where: URL.canParse(url) ? new URL(url).origin : 'an address that cannot be read',
    send: async (sms, signal) => {
      const headers = { 'content-type': contentType, ...settings.headers };
      const body = fillIn(settings, sms);
      const needsText = answer !== undefined;
      const result = await sendRequest({ url, method, headers, body, needsText }, signal);
      if (!result.ok) return result.outcome;
      const failed = failureOfStatus(result.answer, clock.now());
      if (failed !== null) return failed;
      const detail = `status ${result.answer.status}`;
      return answer === undefined
        ? { outcome: 'delivered', detail }
        : outcomeOf(answer, result.answer.text);
    },
  };
}

const writers: Record<Settings['contentType'], (value: string) => string> = {
  'application/json': (value) => JSON.stringify(value).slice(1, -1),
  'application/x-www-form-urlencoded': encodeURIComponent,
};

/** All in one pass, so that a text that contains {phone} is not changed. */
export function fillIn({ body, contentType }: Pick<Settings, 'body' | 'contentType'>, sms: Sms) {
  const write = writers[contentType];
  return body.replace(/\{(phone|text|id)\}/g, (_, name: 'phone' | 'text' | 'id') =>
    write(sms[name]),
  );
}

function outcomeOf(answer: NonNullable<Settings['answer']>, text: string): DirectOutcome {
  const value = valueAt(text, answer.path);
  if (value === null) return retryable('answer-not-understood', `no ${answer.path} in the answer`);
  const detail = `${answer.path} ${value}`.slice(0, 200);
  if (answer.delivered.includes(value)) return { outcome: 'delivered', detail };
  return answer.retryable.includes(value)
    ? retryable('server-error', detail)
    : permanent('message-refused', detail);
}

/** A path such as `data.0.code`; null when it does not lead to a comparable value. */
function valueAt(text: string, path: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}
