// Converts texts of a table into values: dates in common formats, lists, weekdays, numbers. An ambiguous text is returned
// unchanged, so that the check of the entry refuses it.
import { scheduleDays } from '../../../contracts/index.ts';

export type ReadCell = (text: string) => unknown;

export const readText: ReadCell = (text) => text;

export const readNumber: ReadCell = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text);

/** A word of a list, in Chinese too. */
function readWord(chinese: Readonly<Record<string, string>>): ReadCell {
  return (text) => chinese[text] ?? text.toLowerCase();
}

export const readLanguage: ReadCell = (text) =>
  ({ 中文: 'zh-CN', 简体中文: 'zh-CN', 英文: 'en', 英语: 'en' })[text] ?? text;
export const readQuietThen = readWord({ 等待: 'wait', 稍后: 'wait', 下一位: 'next-person' });
export const readLevel = readWord({
  ...{ 网格: 'grid', 社区: 'community', 街道: 'street', 镇: 'street' },
  ...{ 区: 'district', 县: 'district', 区县: 'district', 市: 'city' },
});
export const readPart = readWord({
  ...{ 执法人员: 'officer', 网格员: 'officer', 物业: 'property', 物业人员: 'property' },
  ...{ 值班长: 'duty-leader', 带班: 'duty-leader' },
});

/** Separated by spaces, commas, semicolons or bars, Chinese ones too. */
export const readList: ReadCell = (text) =>
  text.split(/[\s,;|、，；]+/).filter((one) => one !== '');

/** `22:00-06:00`, several as in a list; `none` (无) is an empty list. */
export const readSpans: ReadCell = (text) => {
  if (/^(none|no|无)$/i.test(text.trim())) return [];
  return (readList(text) as string[]).map((one) => {
    const [, from, to] = /^(\d{1,2}[:：]\d{2})[-–~～至到](\d{1,2}[:：]\d{2})$/.exec(one) ?? [];
    return from === undefined || to === undefined ? one : { from: clockOf(from), to: clockOf(to) };
  });
};

function clockOf(text: string): string {
  return text.replace('：', ':').padStart(5, '0');
}

/** 2026-10-01, 2026/10/1, 2026.10.1, 2026年10月1日, 20261001. Not 10/1/2026, which is ambiguous. */
export const readDate: ReadCell = (text) => {
  const parted = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
  const [, year, month = '', day = ''] =
    parted ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const week = scheduleDays.slice(0, 7);
const dayNames: Readonly<Record<string, string>> = {
  一: 'mon',
  二: 'tue',
  三: 'wed',
  四: 'thu',
  五: 'fri',
  六: 'sat',
  日: 'sun',
  天: 'sun',
  monday: 'mon',
  tuesday: 'tue',
  wednesday: 'wed',
  thursday: 'thu',
  friday: 'fri',
  saturday: 'sat',
  sunday: 'sun',
  节假日: 'holiday',
  假日: 'holiday',
};

export const readDays: ReadCell = (text) =>
  (readList(text) as string[]).flatMap((one) => rangeOf(one) ?? dayOf(one));

function dayOf(text: string): string {
  const name = text.replace(/^(周|星期|礼拜)/, '').toLowerCase();
  return dayNames[name] ?? name;
}

/** `mon-fri`, `周一至周五`, also across the end of the week: `fri-mon`. */
function rangeOf(text: string): string[] | null {
  const [from, to, ...more] = text.split(/-|–|至|到/).map(dayOf);
  const [first, last] = [from, to].map((day) => week.findIndex((one) => one === day));
  if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0)
    return null;
  const length = ((last - first + 7) % 7) + 1;
  return [...week, ...week].slice(first, first + length);
}
