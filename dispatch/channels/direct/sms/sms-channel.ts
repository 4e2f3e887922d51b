// Sends a short message to a person's phone through the configured provider. A provider takes number and text and returns the
// result.
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import { clip } from '../chat/chat-texts.ts';
import {
  permanent,
  type DirectChannel,
  type DirectMessage,
  type DirectOutcome,
} from '../direct-channel.ts';

export interface Sms {
  id: string;
  /** Digits, optionally after a plus. */
  phone: string;
  text: string;
}

export interface SmsProvider {
  /** The address, without secrets, for logs. */
  readonly where: string;
  send(sms: Sms, signal: AbortSignal): Promise<DirectOutcome>;
}

type Settings = Extract<DirectChannelSettings, { type: 'sms' }>;

export function createSmsChannel(
  { id, type, timeout: timeoutMs }: Pick<Settings, 'id' | 'type' | 'timeout'>,
  provider: SmsProvider,
): DirectChannel {
  return {
    id,
    type,
    timeoutMs,
    where: provider.where,
    deliver: async (message, signal) => {
      const { phone } = message.addressee;
      if (phone === null) return permanent('no-address', 'no telephone number');
      const number = phone.replace(/[\s()./-]/g, '');
      if (!/^\+?\d{3,20}$/.test(number)) return permanent('no-address', 'no telephone number');
      return provider.send({ id: message.id, phone: number, text: smsText(message) }, signal);
    },
  };
}

const mostBytes = 500;

/** Short; the link at its end is always kept. */
export function smsText({ text: { title, lines, url } }: Pick<DirectMessage, 'text'>): string {
  const said = [title, lines[1] ?? ''].join(' ').trim();
  return `${clip(said, Math.max(mostBytes - Buffer.byteLength(url), 60))} ${url}`;
}
