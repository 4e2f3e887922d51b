// What came of asking a unit for somebody on duty, in Chinese.
import type { askedEn } from './asked-en.ts';

export const askedZhCn: typeof askedEn = {
  'on-duty': '当班',
  'nobody-on-duty': '无人当班',
  'escalated-past': '案件已升级，不再询问',
  'no-further-person': '无其他当班人员',
  'no-channel': '无法联系',
  'off-duty': '不当班',
  left: '已不在排班表中',
};
