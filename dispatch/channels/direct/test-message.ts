// The message of a channel test. It says that it is a test, so that nobody goes to a fire exit. Pure.
import type { StaffMember } from '../../../contracts/index.ts';
import type { Addressee } from '../../routing/addressee.ts';
import type { DirectMessage } from './direct-channel.ts';

export interface TestMessageInput {
  /** The id of this test. */
  id: string;
  channel: string;
  addressee: Addressee;
  /** The dashboard's address, without a slash at the end. */
  publicUrl: string;
  at: number;
}

const words: Record<StaffMember['language'], (channel: string, name: string) => string[]> = {
  en: (channel, name) => [
    'Test of Fencewatch',
    `Channel ${channel} works. For: ${name}`,
    'Nothing has happened.',
    'Open Fencewatch',
  ],
  'zh-CN': (channel, name) => [
    'Fencewatch 测试消息',
    `通知渠道 ${channel} 工作正常。收件人：${name}`,
    '没有发生任何事件。',
    '打开 Fencewatch',
  ],
};

export function testMessage(input: TestMessageInput): DirectMessage {
  const { id, channel, addressee, publicUrl, at } = input;
  const [title = '', first = '', second = '', open = ''] = words[addressee.language](
    channel,
    addressee.name,
  );
  const url = `${publicUrl}/health`;
  return {
    id,
    caseId: 'test',
    addressee,
    isTest: true,
    text: { title, lines: [first, second], open, url, isPressing: true },
    content: { version: 1, notificationId: id, sentAt: at },
  };
}
