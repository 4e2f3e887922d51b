// The custom robot of DingTalk (钉钉自定义机器人), signed (加签) where a secret is set: the time in ms, a line end and the secret,
// HMAC-SHA256 with the secret, in base64, in the address.
// Source: https://open.dingtalk.com/document/robots/customize-robot-security-settings; the test runs its published Python example
// beside it. Formats: https://open.dingtalk.com/document/robots/custom-robot-access
import { createHmac } from 'node:crypto';
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import type { DirectChannel, DirectMessage } from '../direct-channel.ts';
import { chatTexts, clip } from './chat-texts.ts';
import { codeFrom, createRobot, type CodeTable } from './robot.ts';

type Settings = Extract<DirectChannelSettings, { type: 'dingtalk' }>;

const codes: CodeTable = {
  [-1]: 'server-error',
  40035: 'message-refused',
  43004: 'message-refused',
  // More than 20 messages a minute; the robot is silent for up to ten minutes.
  130101: 'rate-limited',
  410100: 'rate-limited',
  // Wrong signature, time, word or address; the answer's text says which.
  310000: 'login-refused',
  300001: 'login-refused',
  300005: 'login-refused',
  400101: 'login-refused',
  400013: 'gone',
  400102: 'gone',
  400106: 'gone',
  400105: 'message-refused',
  430101: 'message-refused',
  430102: 'message-refused',
  430103: 'message-refused',
  430104: 'message-refused',
};

export function createDingtalkRobot(settings: Settings, clock: Clock): DirectChannel {
  const { id, type, server, timeout, token, secret, form } = settings;
  const request = (message: DirectMessage, now: number) => {
    const query = new URLSearchParams({ access_token: token });
    if (secret !== undefined) {
      query.set('timestamp', String(now));
      query.set('sign', signDingtalk(now, secret));
    }
    const url = `${server}/robot/send?${query.toString()}`;
    return { url, body: dingtalkBody(message, form) };
  };
  const codeOf = ({ errcode, errmsg }: Record<string, unknown>) => codeFrom(errcode, errmsg);
  const secrets = [token, ...(secret === undefined ? [] : [secret])];
  return createRobot({ id, type, server, timeout, request, codeOf, codes, secrets }, clock);
}

/** In base64; in an address it is percent-encoded. */
export function signDingtalk(timestampMs: number, secret: string): string {
  return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
}

const mostBytes = 18_000;

export function dingtalkBody({ text, addressee }: DirectMessage, form: Settings['form']): object {
  const { title, lines, open, url } = chatTexts(text);
  const { phone } = addressee;
  const at = { atMobiles: phone === null ? [] : [phone], isAtAll: false };
  // A mentioned number must also be in the text.
  const call = phone === null ? [] : [`@${phone}`];
  switch (form) {
    case 'text': {
      const content = clip([title, ...lines, url, ...call].join('\n'), mostBytes);
      return { msgtype: 'text', text: { content }, at };
    }
    case 'markdown': {
      const listed = lines.map((line) => `- ${line}`).join('\n');
      const parts = [`#### ${title}`, listed, `[${open}](${url})`, ...call];
      return {
        msgtype: 'markdown',
        markdown: { title, text: clip(parts.join('\n\n'), mostBytes) },
        at,
      };
    }
    case 'card': {
      const listed = lines.map((line) => `- ${line}`).join('\n');
      const card = { title, text: clip(`#### ${title}\n\n${listed}`, mostBytes) };
      return { msgtype: 'actionCard', actionCard: { ...card, singleTitle: open, singleURL: url } };
    }
  }
}
