// The content of the report for people: titles, facts, tables and pictures, each in Chinese and English. Takes the case, its record
// and its files; returns sections that both the web page and the PDF show.
import type { CaseDetail } from '../../../contracts/index.ts';
import { createClockText, type ClockText } from './clock-text.ts';
import { decisionOf } from './dossier-decision.ts';
import {
  inBoth,
  oneLine,
  kindOf,
  type Dossier,
  type DossierSource,
  type Fact,
  type Section,
} from './dossier-form.ts';
import { officersOf } from './dossier-people.ts';
import { picturesOf } from './dossier-pictures.ts';
import { sealsOf } from './dossier-seals.ts';
import { missingWords, partWords, stateWords, stepWords } from './report-words.ts';

export function dossierOf(source: DossierSource): Dossier {
  const { detail, record } = source;
  const clock = createClockText(record.timezone);
  return {
    caseId: detail.id,
    title: { zh: '案件证据', en: 'Evidence of a case' },
    writtenAt: detail.openedAt,
    sections: [
      {
        title: { zh: '案件', en: 'Case' },
        blocks: [{ kind: 'facts', facts: factsOf(source, clock) }],
      },
      decisionOf(source, clock),
      picturesOf(source, clock),
      officersOf(detail, clock),
      historyOf(detail, clock),
      sealsOf(record),
      missingOf(record),
      filesOf(source),
    ],
  };
}

function factsOf(source: DossierSource, clock: ClockText): Fact[] {
  const { detail, record } = source;
  const none = inBoth({ zh: '无', en: 'none' });
  const isPresent = { zh: '仍在现场', en: 'still there' };
  const cameras = new Set([
    detail.cameraName,
    ...record.incidents.map(({ cameraName }) => cameraName),
  ]);
  return [
    [{ zh: '案件编号', en: 'case' }, detail.id],
    [{ zh: '类型', en: 'kind' }, inBoth(kindOf(source).names)],
    [{ zh: '国标代码', en: 'matter code' }, detail.matterCode],
    [{ zh: '状态', en: 'state' }, inBoth(stateWords[detail.state])],
    [{ zh: '摄像机', en: 'cameras' }, [...cameras].map(oneLine).join('; ')],
    [{ zh: '电子围栏', en: 'fence' }, oneLine(detail.fenceName)],
    [{ zh: '网格编码', en: 'grid cell' }, detail.gridCell ?? none],
    [{ zh: '发现时间', en: 'opened' }, clock.inFull(detail.openedAt)],
    [
      { zh: '清除时间', en: 'clear since' },
      detail.clearedAt === null ? inBoth(isPresent) : clock.inFull(detail.clearedAt),
    ],
    [{ zh: '本报告时间', en: 'times in this report' }, clock.zone(detail.openedAt)],
  ];
}

function historyOf({ history = [] }: CaseDetail, clock: ClockText): Section {
  const rows = history.map(({ at, step, actor, part, reason, details }) => [
    clock.short(at),
    inBoth(stepWords[step]),
    actor === null ? inBoth({ zh: '系统', en: 'dispatch' }) : oneLine(actor),
    part === null ? '' : inBoth(partWords[part]),
    [reason ?? '', details?.saidAt === undefined ? '' : saidText(clock.short(details.saidAt))]
      .filter((text) => text !== '')
      .join('\n'),
  ]);
  const head = [
    { zh: '时间', en: 'time' },
    { zh: '步骤', en: 'step' },
    { zh: '何人', en: 'by' },
    { zh: '身份', en: 'as' },
    { zh: '说明', en: 'reason' },
  ];
  return {
    title: { zh: '处理记录', en: 'History' },
    blocks: [{ kind: 'table', head, widths: [0.17, 0.22, 0.16, 0.15, 0.3], rows }],
  };
}

function saidText(time: string): string {
  return inBoth({ zh: `手机离线时操作于 ${time}`, en: `said on a phone off line at ${time}` });
}

function missingOf({ missing }: DossierSource['record']): Section {
  const title = { zh: '缺失', en: 'What is missing' };
  if (missing.length === 0)
    return { title, blocks: [{ kind: 'lines', lines: [inBoth({ zh: '无', en: 'nothing' })] }] };
  const head = [
    { zh: '内容', en: 'what' },
    { zh: '对象', en: 'of' },
    { zh: '原因', en: 'why' },
  ];
  const rows = missing.map(({ what, about, why }) => [inBoth(missingWords[what]), about, why]);
  return { title, blocks: [{ kind: 'table', head, widths: [0.22, 0.38, 0.4], rows }] };
}

function filesOf({ files }: DossierSource): Section {
  const head = [
    { zh: '文件', en: 'file' },
    { zh: '内容', en: 'what it is' },
  ];
  const rows = files.map(({ path, about }) => [path.split('/').at(-1) ?? path, about]);
  const sums = {
    zh: '每个文件的 SHA-256 见 manifest.json 和 SHA256SUMS。',
    en: 'manifest.json and SHA256SUMS hold the SHA-256 of each file.',
  };
  return {
    title: { zh: '文件', en: 'Files' },
    blocks: [
      { kind: 'table', head, widths: [0.42, 0.58], rows },
      { kind: 'lines', lines: [sums.zh, sums.en] },
    ],
  };
}
