// People as a table (CSV) that can be imported again, and an empty one to fill in. Begins with a byte order mark, by which
// spreadsheets recognise UTF-8. Holds no password.
import type { StaffMember } from '../../contracts/index.ts';
import { cellOfText } from '../roster/import/table-cell.ts';

export type TableLanguage = 'en' | 'zh-CN';

const byteOrderMark = '\ufeff';
const headings: Readonly<Record<TableLanguage, readonly string[]>> = {
  en: [
    ...['id', 'name', 'phone', 'email', 'language', 'channels'],
    ...['user', 'quietHours', 'quietThen', 'until'],
  ],
  'zh-CN': [
    ...['编号', '姓名', '电话', '邮箱', '语言', '渠道'],
    ...['账号', '免打扰', '免打扰方式', '离职日期'],
  ],
};

export function toPeopleCsv(people: readonly StaffMember[], language: TableLanguage): string {
  return tableOf(language, people.map(rowOf));
}

function rowOf(person: StaffMember): string[] {
  const { id, name, phone = '', email = '', language, channels } = person;
  const { user = '', quietHours, until = '' } = person;
  const spans = quietHours?.hours.map(({ from, to }) => `${from}-${to}`);
  const quiet = spans === undefined ? '' : spans.length === 0 ? 'none' : spans.join(' ');
  return [
    ...[id, name, phone, email, language, channels.join(' ')],
    ...[user, quiet, quietHours?.then ?? '', until],
  ];
}

/** Its rows begin with #, so they are not imported. */
export function peopleTemplate(language: TableLanguage): string {
  const [name, note] =
    language === 'en'
      ? ['Wang Fang', 'an example; rows that begin with # are not imported']
      : ['王芳', '示例行；以 # 开头的行不导入'];
  const channels = 'push sms';
  const row = ['#wang-fang', name, '13800000001', 'wang@example.org', 'zh-CN', channels];
  return tableOf(language, [
    [...row, 'wang.fang', '22:00-06:00', 'wait', ''],
    [`# ${note}`, ...Array.from({ length: 9 }, () => '')],
  ]);
}

function tableOf(language: TableLanguage, rows: readonly (readonly string[])[]): string {
  const lines = [headings[language], ...rows].map((row) => row.map(cellOfText).join(','));
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}
