// The columns of a table of people, units, shifts or a simple roster: their headings in English and Chinese, their place in an
// entry, and how to convert their text. As data.
import type { DutyList } from '../../../contracts/index.ts';
import {
  readDate,
  readDays,
  readLanguage,
  readLevel,
  readList,
  readNumber,
  readPart,
  readQuietThen,
  readSpans,
  readText,
  type ReadCell,
} from './cell-values.ts';

export interface Column {
  /** The path in the entry, such as `hours.0.from`. */
  field: string;
  names: readonly string[];
  read: ReadCell;
}

const column = (field: string, read: ReadCell, ...names: string[]): Column => ({
  field,
  names: [field, ...names],
  read,
});

const hours = [
  column('hours.0.days', readDays, 'days', '星期', '工作日'),
  column('hours.0.from', readText, 'from', '开始时间', '上班时间'),
  column('hours.0.to', readText, 'to', '结束时间', '下班时间'),
];

export const columnsOf: Readonly<Record<Exclude<DutyList, 'overrides'>, readonly Column[]>> = {
  people: [
    column('id', readText, '编号', '工号'),
    column('name', readText, '姓名'),
    column('phone', readText, '电话', '手机', '手机号'),
    column('email', readText, '邮箱', '电子邮箱'),
    column('language', readLanguage, '语言'),
    column('channels', readList, '渠道', '通知渠道'),
    column('user', readText, '账号', '用户名'),
    column('quietHours.hours', readSpans, 'quietHours', '免打扰', '免打扰时段'),
    column('quietHours.then', readQuietThen, 'quietThen', '免打扰方式'),
    column('until', readDate, '离职日期', '截止日期'),
  ],
  units: [
    column('id', readText, '编号'),
    column('name', readText, '名称'),
    column('level', readLevel, '层级', '级别'),
    column('parent', readText, '上级'),
    column('cells', readList, '网格', '单元网格'),
    column('channels', readList, '渠道', '通知渠道'),
  ],
  shifts: [
    column('id', readText, '编号', '班次'),
    column('unit', readText, '单位'),
    column('part', readPart, '岗位'),
    column('layer', readNumber, '层'),
    ...hours,
    column('people', readList, '人员'),
    column('rotation.days', readNumber, 'rotationDays', '轮换天数'),
    column('rotation.start', readDate, 'rotationStart', '轮换开始'),
    column('handOverAt', readText, '交接时间'),
  ],
  roster: [
    column('gridCell', readText, '网格', '单元网格'),
    column('kinds', readList, '类型'),
    ...hours,
    column('officer.name', readText, 'officerName', '网格员'),
    column('officer.phone', readText, 'officerPhone', '网格员电话'),
    column('property.name', readText, 'propertyName', '物业'),
    column('property.phone', readText, 'propertyPhone', '物业电话'),
    column('channels', readList, '渠道', '通知渠道'),
  ],
};
export type TableList = keyof typeof columnsOf;

/** The list that most headings belong to; a heading that occurs in one list only decides. */
export function tableOf(headings: readonly string[]): TableList | null {
  const count = (list: TableList) => headings.filter((one) => columnOf(list, one) !== null).length;
  const lists = Object.keys(columnsOf) as TableList[];
  const best = lists.reduce((one, other) => (count(other) > count(one) ? other : one));
  return count(best) < 2 ? null : best;
}

export function columnOf(list: TableList, heading: string): Column | null {
  const wanted = plain(heading);
  return columnsOf[list].find(({ names }) => names.some((name) => plain(name) === wanted)) ?? null;
}

/** `Rotation start`, `rotation_start` and `rotationStart` are the same. */
function plain(heading: string): string {
  return heading.toLowerCase().replace(/[\s_-]/g, '');
}
