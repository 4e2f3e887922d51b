// The text of a notification in the recipient's language: title, lines and link. Pure: takes the notification, the language and
// the site's time zone.
import {
  kindNames,
  type KindSpec,
  type LimitName,
  type Notification,
  type StaffMember,
} from '../../../contracts/index.ts';
import { createLocalText, localText } from '../../local-text.ts';

export interface MessageText {
  title: string;
  lines: readonly string[];
  /** The label of the button or link. */
  open: string;
  url: string;
  /** Whether somebody must act now. */
  isPressing: boolean;
}

type Language = StaffMember['language'];

interface Words {
  event: Record<Notification['event'], string>;
  purpose: Record<Notification['purpose'], string>;
  limit: Record<LimitName, string>;
  toDo: (limit: string) => string;
  role: Record<Notification['role'], string>;
  place: (name: string, camera: string) => string;
  seen: (time: string) => string;
  cell: (cell: string) => string;
  forWhom: (role: string, name: string | null) => string;
  number: (caseId: string) => string;
  open: string;
}

const words: Record<Language, Words> = {
  en: {
    event: { opened: 'New', 'still-there': 'Still there', cleared: 'Clear again' },
    purpose: {
      news: '',
      again: 'Not acknowledged yet',
      'next-person': 'Nobody has acknowledged it',
      'next-level': 'Escalated: nobody has acknowledged it',
      'due-soon': 'Due soon',
      overdue: 'Overdue',
    },
    limit: {
      dispatch: 'confirm and dispatch',
      acknowledge: 'acknowledge',
      onSite: 'be on site',
      handle: 'handle',
      verify: 'verify',
    },
    toDo: (limit) => `To do: ${limit}`,
    role: { officer: 'officer', property: 'property staff', 'duty-leader': 'duty leader' },
    place: (name, camera) => `Place: ${name} (${camera})`,
    seen: (time) => `Seen: ${time}`,
    cell: (cell) => `Grid cell: ${cell}`,
    forWhom: (role, name) => `For: ${role}${name === null ? '' : `, ${name}`}`,
    number: (caseId) => `Case ${caseId}`,
    open: 'Open the case',
  },
  'zh-CN': {
    event: { opened: '新案件', 'still-there': '仍然存在', cleared: '已清除' },
    purpose: {
      news: '',
      again: '尚未确认接收',
      'next-person': '无人确认接收',
      'next-level': '已升级：无人确认接收',
      'due-soon': '即将超时',
      overdue: '已超时',
    },
    limit: {
      dispatch: '复核并派遣',
      acknowledge: '确认接收',
      onSite: '到场',
      handle: '处置',
      verify: '核查',
    },
    toDo: (limit) => `待办：${limit}`,
    role: { officer: '网格员', property: '物业人员', 'duty-leader': '值班长' },
    place: (name, camera) => `地点：${name}（${camera}）`,
    seen: (time) => `时间：${time}`,
    cell: (cell) => `网格：${cell}`,
    forWhom: (role, name) => `责任人：${role}${name === null ? '' : ` ${name}`}`,
    number: (caseId) => `案件 ${caseId}`,
    open: '查看案件',
  },
};

/** The site data that the text needs: time zone and names of its own kinds. */
export interface SiteWords {
  readonly timezone: string;
  readonly kinds?: readonly KindSpec[];
  /** The prepared local time; otherwise it is computed from the time zone. */
  readonly timeText?: (at: number) => string;
}

/** For many messages: creating a formatter for a time zone is slow. */
export function withTimeText(site: SiteWords): SiteWords {
  return { ...site, timeText: createLocalText(site.timezone) };
}

export function messageText(
  notification: Notification,
  language: Language,
  { timezone, kinds = [], timeText = (at) => localText(at, timezone) }: SiteWords,
): MessageText {
  const own = words[language];
  const { kind, event, purpose, limit, gridCell, role, recipient, caseId } = notification;
  const fence = oneLine(notification.fenceName);
  const camera = oneLine(notification.cameraName);
  const head = purpose === 'news' ? own.event[event] : own.purpose[purpose];
  return {
    title: `${head} · ${kindNames(kind, kinds)[language === 'en' ? 'en' : 'zh']} · ${fence}`,
    lines: [
      ...(limit === undefined ? [] : [own.toDo(own.limit[limit])]),
      own.place(fence, camera),
      own.seen(timeText(notification.capturedAt).replace('T', ' ')),
      ...(gridCell === null ? [] : [own.cell(gridCell)]),
      own.forWhom(own.role[role], recipient && oneLine(recipient.name)),
      own.number(caseId),
    ],
    open: own.open,
    url: notification.url,
    isPressing: event === 'opened' || purpose !== 'news',
  };
}

/** For receivers that are programs. */
export function textInBoth(notification: Notification, site: SiteWords): Notification['text'] {
  const inOne = (language: Language) => {
    const { title, lines } = messageText(notification, language, site);
    return { title, lines: [...lines] };
  };
  return { 'zh-CN': inOne('zh-CN'), en: inOne('en') };
}

/** A name must not contain line breaks. */
function oneLine(name: string): string {
  return name.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}

/** The whole text, as plain text. */
export function plainText({ title, lines, url }: MessageText): string {
  return [title, ...lines, url].join('\n');
}
