// The section of the report about people: who was notified, over which channel, and who opened the case. Takes the case.
import type { CaseDetail, Delivery } from '../../../contracts/index.ts';
import type { ClockText } from './clock-text.ts';
import { inBoth, oneLine, type Block, type Section } from './dossier-form.ts';
import { deliveryWords, roleWords } from './report-words.ts';

export function officersOf(detail: CaseDetail, clock: ClockText): Section {
  const { deliveries, openedBy, acknowledgedBy, acknowledgedAt, report } = detail;
  const lines: string[] = [];
  if (report)
    lines.push(said({ zh: '上报人', en: 'reported by' }, report.by, clock.short(report.at)));
  if (acknowledgedBy !== null)
    lines.push(
      said(
        { zh: '确认接收', en: 'acknowledged by' },
        acknowledgedBy,
        acknowledgedAt === null ? '' : clock.short(acknowledgedAt),
      ),
    );
  for (const { username, at } of openedBy)
    lines.push(said({ zh: '查看过案件', en: 'opened the case' }, username, clock.short(at)));
  if (deliveries.length === 0)
    lines.push(inBoth({ zh: '尚未通知任何人', en: 'nobody notified yet' }));
  const blocks: Block[] = [{ kind: 'lines', lines }];
  if (deliveries.length > 0) blocks.unshift(toldTable(deliveries, clock));
  return { title: { zh: '人员', en: 'Officers and others' }, blocks };
}

function said(what: { zh: string; en: string }, who: string, time: string): string {
  return `${inBoth(what)}: ${oneLine(who)}${time === '' ? '' : `, ${time}`}`;
}

function toldTable(deliveries: readonly Delivery[], clock: ClockText): Block {
  const head = [
    { zh: '时间', en: 'time' },
    { zh: '身份', en: 'role' },
    { zh: '姓名', en: 'name' },
    { zh: '结果', en: 'outcome' },
    { zh: '收到与打开', en: 'received, opened' },
  ];
  const rows = deliveries.map((delivery) => [
    clock.short(delivery.at),
    inBoth(roleWords[delivery.role]),
    delivery.recipient === null
      ? inBoth({ zh: '无人值班', en: 'nobody on duty' })
      : oneLine(delivery.recipient),
    inBoth(deliveryWords[delivery.state]),
    heardOf(delivery, clock),
  ]);
  return { kind: 'table', head, widths: [0.17, 0.17, 0.2, 0.2, 0.26], rows };
}

function heardOf({ received, opened }: Delivery, clock: ClockText): string {
  const lines = [];
  if (received)
    lines.push(`${inBoth({ zh: '收到', en: 'received' })}: ${clock.short(received.at)}`);
  if (opened) lines.push(`${inBoth({ zh: '打开', en: 'opened' })}: ${clock.short(opened.at)}`);
  return lines.join('\n');
}
