// The calls for actions on cases, and for the push subscriptions of this phone.
import { z } from 'zod';
import {
  caseDetailSchema,
  channelTestAnswerSchema,
  dutyListSchema,
  pushDevicesSchema,
  pushKeySchema,
  type CaseAction,
  type CaseDetail,
  type ChannelTestAnswer,
  type PushSubscription,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import type { Call } from './send.ts';

type Devices = z.infer<typeof pushDevicesSchema>;
type DutyList = z.infer<typeof dutyListSchema>;

export interface CaseCalls {
  /** @param key the same for every attempt at this action */
  act(caseId: string, action: CaseAction, key: string): Promise<Answer<CaseDetail>>;
  listDuty(): Promise<Answer<DutyList>>;
  getPushKey(): Promise<Answer<{ publicKey: string }>>;
  addDevice(subscription: PushSubscription): Promise<Answer<Devices['devices'][number]>>;
  removeDevice(id: string): Promise<Answer<unknown>>;
  testPush(language: 'zh-CN' | 'en'): Promise<Answer<ChannelTestAnswer>>;
}

export function createCaseCalls(call: Call): CaseCalls {
  return {
    act: (caseId, body, key) =>
      call({
        method: 'POST',
        path: `/api/cases/${encodeURIComponent(caseId)}/transitions`,
        body,
        key,
        schema: caseDetailSchema,
      }),
    listDuty: () => call({ method: 'GET', path: '/api/duty', schema: dutyListSchema }),
    getPushKey: () => call({ method: 'GET', path: '/api/push/key', schema: pushKeySchema }),
    addDevice: (body) =>
      call({
        method: 'POST',
        path: '/api/push/subscriptions',
        body,
        schema: pushDevicesSchema.shape.devices.element,
      }),
    removeDevice: (id) =>
      call({
        method: 'DELETE',
        path: `/api/push/subscriptions/${encodeURIComponent(id)}`,
        schema: z.null(),
      }),
    testPush: (language) =>
      call({
        method: 'POST',
        path: '/api/push/test',
        body: { language },
        schema: channelTestAnswerSchema,
      }),
  };
}
