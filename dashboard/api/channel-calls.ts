// The calls about direct channels: the list, and an end-to-end test.
import {
  channelListSchema,
  channelTestAnswerSchema,
  type ChannelTestAnswer,
  type ChannelView,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import type { Call } from './send.ts';

export interface ChannelCalls {
  listChannels(signal?: AbortSignal): Promise<Answer<{ channels: ChannelView[] }>>;
  testChannel(id: string, language: 'zh-CN' | 'en'): Promise<Answer<ChannelTestAnswer>>;
}

export function createChannelCalls(call: Call): ChannelCalls {
  return {
    listChannels: (signal) =>
      call({ method: 'GET', path: '/api/channels', schema: channelListSchema, signal }),
    testChannel: (id, language) =>
      call({
        method: 'POST',
        path: `/api/channels/${encodeURIComponent(id)}/test`,
        body: { language },
        schema: channelTestAnswerSchema,
      }),
  };
}
