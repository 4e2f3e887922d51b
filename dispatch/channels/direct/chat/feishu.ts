// The custom robot of Feishu and Lark (飞书自定义机器人), signed (签名校验) where a secret is set: HMAC-SHA256 of nothing, with the
// time in seconds, a line end and the secret as its key, in base64, beside the message.
// Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot; the test runs its published Python example beside it.
import { createHmac } from 'node:crypto';
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import type { DirectChannel, DirectMessage } from '../direct-channel.ts';
import { chatTexts, clip, type ChatTexts } from './chat-texts.ts';
import { codeFrom, createRobot, type CodeTable } from './robot.ts';

type Settings = Extract<DirectChannelSettings, { type: 'feishu' }>;

const codes: CodeTable = {
  // "too many request", and the names of the same on other paths.
  9499: 'rate-limited',
  11232: 'rate-limited',
  99991400: 'rate-limited',
  19001: 'login-refused',
  19021: 'login-refused',
  19022: 'login-refused',
  19002: 'message-refused',
  19024: 'message-refused',
  19036: 'message-refused',
  10003: 'message-refused',
};

export function createFeishuRobot(settings: Settings, clock: Clock): DirectChannel {
  const { id, type, server, timeout, token, secret, form } = settings;
  const url = `${server}/open-apis/bot/v2/hook/${encodeURIComponent(token)}`;
  const request = (message: DirectMessage, now: number) => {
    const seconds = Math.floor(now / 1000);
    const signed =
      secret === undefined ? {} : { timestamp: String(seconds), sign: signFeishu(seconds, secret) };
    return { url, body: { ...signed, ...feishuBody(message, form) } };
  };
  const secrets = [token, ...(secret === undefined ? [] : [secret])];
  return createRobot({ id, type, server, timeout, request, codeOf, codes, secrets }, clock);
}

/** Older robots write `StatusCode`. */
function codeOf({ code, msg, StatusCode, StatusMessage }: Record<string, unknown>) {
  return codeFrom(code, msg) ?? codeFrom(StatusCode, StatusMessage);
}

export function signFeishu(timestampSeconds: number, secret: string): string {
  return createHmac('sha256', `${timestampSeconds}\n${secret}`).digest('base64');
}

const mostBytes = 18_000;

export function feishuBody({ text }: DirectMessage, form: Settings['form']): object {
  const texts = chatTexts(text);
  const { title, lines, open, url } = texts;
  switch (form) {
    case 'text': {
      const content = clip([title, ...lines, url].join('\n'), mostBytes);
      return { msg_type: 'text', content: { text: content } };
    }
    case 'markdown': {
      const content = [`**${title}**`, ...lines, `[${open}](${url})`].join('\n');
      const elements = [{ tag: 'markdown', content: clip(content, mostBytes) }];
      return { msg_type: 'interactive', card: { config: { wide_screen_mode: true }, elements } };
    }
    case 'card':
      return { msg_type: 'interactive', card: cardOf(texts, text.isPressing) };
  }
}

function cardOf({ title, lines, open, url }: ChatTexts, isPressing: boolean): object {
  const button = {
    tag: 'button',
    type: 'primary',
    text: { tag: 'plain_text', content: open },
    url,
  };
  const content = clip(lines.join('\n'), mostBytes);
  return {
    config: { wide_screen_mode: true },
    header: {
      template: isPressing ? 'red' : 'blue',
      title: { tag: 'plain_text', content: clip(title, 300) },
    },
    elements: [
      { tag: 'div', text: { tag: 'lark_md', content } },
      { tag: 'action', actions: [button] },
    ],
  };
}
