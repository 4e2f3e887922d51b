// The group robot of WeCom (企业微信群机器人): its key stands in the address, and it takes no signature.
// Formats: https://developer.work.weixin.qq.com/document/path/91770; codes: https://developer.work.weixin.qq.com/document/path/90313
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import type { DirectChannel, DirectMessage } from '../direct-channel.ts';
import { chatTexts, clip, type ChatTexts } from './chat-texts.ts';
import { codeFrom, createRobot, type CodeTable } from './robot.ts';

type Settings = Extract<DirectChannelSettings, { type: 'wecom' }>;

const codes: CodeTable = {
  [-1]: 'server-error',
  40008: 'message-refused',
  40058: 'message-refused',
  44004: 'message-refused',
  45002: 'message-refused',
  // More than 20 messages a minute.
  45009: 'rate-limited',
  45033: 'rate-limited',
  // The key is invalid, or the robot was removed from its group.
  93000: 'login-refused',
  93004: 'gone',
  93008: 'gone',
};

export function createWecomRobot(settings: Settings, clock: Clock): DirectChannel {
  const { id, type, server, timeout, key, form } = settings;
  const url = `${server}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
  const request = (message: DirectMessage) => ({ url, body: wecomBody(message, form) });
  const codeOf = ({ errcode, errmsg }: Record<string, unknown>) => codeFrom(errcode, errmsg);
  const secrets = [key];
  return createRobot({ id, type, server, timeout, request, codeOf, codes, secrets }, clock);
}

export function wecomBody({ text, addressee }: DirectMessage, form: Settings['form']): object {
  const texts = chatTexts(text);
  const { title, lines, open, url } = texts;
  switch (form) {
    case 'text': {
      const content = clip([title, ...lines, url].join('\n'), 2048);
      const { phone } = addressee;
      const called = phone === null ? {} : { mentioned_mobile_list: [phone] };
      return { msgtype: 'text', text: { content, ...called } };
    }
    case 'markdown': {
      const quoted = lines.map((line) => `> ${line}`);
      const content = [`**${title}**`, ...quoted, `[${open}](${url})`].join('\n');
      return { msgtype: 'markdown', markdown: { content: clip(content, 4096) } };
    }
    case 'card':
      return { msgtype: 'template_card', template_card: cardOf(texts) };
  }
}

function cardOf({ title, lines, url, open }: ChatTexts): object {
  return {
    card_type: 'text_notice',
    source: { desc: 'Fencewatch' },
    main_title: { title: clip(title, 78), desc: clip(lines[0] ?? '', 90) },
    sub_title_text: clip(lines.slice(1).join('\n'), 330),
    jump_list: [{ type: 1, title: open, url }],
    card_action: { type: 1, url },
  };
}
