// The section of the report about the decision: the reason in both languages and in the engine's words, the rule, fence, model and
// software. Takes the case and its record.
import { incidentEventSchema } from '../../../contracts/index.ts';
import type { RecordFence, RecordIncident } from '../../../evidence/case-record.ts';
import { spanText, type ClockText } from './clock-text.ts';
import {
  inBoth,
  oneLine,
  kindOf,
  type Block,
  type DossierSource,
  type Fact,
  type Section,
} from './dossier-form.ts';
import { effectWords } from './report-words.ts';

const traceSchema = incidentEventSchema.shape.trace;

export function decisionOf(source: DossierSource, clock: ClockText): Section {
  const { record, detail } = source;
  const blocks: Block[] = [
    { kind: 'lines', lines: whyOf(source) },
    ...record.incidents.map((incident): Block => {
      const fences = record.fences.filter(({ fenceId, version }) =>
        incident.alerts.some(
          (alert) => alert.incident.fenceId === fenceId && alert.incident.fenceVersion === version,
        ),
      );
      return { kind: 'facts', facts: factsOf(incident, fences, clock) };
    }),
  ];
  if (detail.events.length > 0) blocks.push(eventsOf(source, clock));
  return { title: { zh: '判定', en: 'Decision' }, blocks };
}

/** The sentence of the kind, in both languages; then the engine's reason. */
function whyOf(source: DossierSource): string[] {
  const { detail } = source;
  const trace = traceSchema.safeParse(detail.trace).data ?? null;
  const because = kindOf(source).words?.because;
  const said = detail.reason === '' ? [] : [detail.reason];
  if (trace === null || because === undefined) return said;
  const span = spanText(trace.dwellMs);
  const put = (sentence: string, duration: string) =>
    sentence
      .replaceAll('{fence}', () => oneLine(detail.fenceName))
      .replaceAll('{duration}', () => duration);
  return [put(because.zh, span.zh), put(because.en, span.en), ...said];
}

function factsOf(
  { cameraName, presentSince, openedAt, rule, model, software, edgeId, alerts }: RecordIncident,
  fences: readonly RecordFence[],
  clock: ClockText,
): Fact[] {
  const [first] = alerts;
  const evidence = first?.incident.trace.evidence ?? [];
  const unknown = inBoth({ zh: '未知', en: 'unknown' });
  return [
    [{ zh: '摄像机', en: 'camera' }, oneLine(cameraName)],
    [{ zh: '停留自', en: 'at rest since' }, clock.short(Date.parse(presentSince))],
    [{ zh: '判定时间', en: 'decided at' }, clock.short(Date.parse(openedAt))],
    [{ zh: '规则', en: 'rule' }, rule],
    [{ zh: '置信度', en: 'confidence' }, percent(first?.incident.confidence ?? 0)],
    [
      { zh: '证据', en: 'what was weighed' },
      evidence.map(({ name, value, detail }) => weighed(name, value, detail)).join('\n'),
    ],
    [
      { zh: '围栏版本', en: 'fence version' },
      fences.length === 0
        ? unknown
        : fences
            .map(
              ({ fenceId, version, armedAt, author }) =>
                `${fenceId} v${version}, ${author}, ${clock.short(armedAt)}`,
            )
            .join('\n'),
    ],
    [{ zh: '模型', en: 'model' }, `${model.name}\nSHA-256 ${model.sha256}`],
    [{ zh: '边缘节点', en: 'edge' }, `${edgeId}, ${software ?? unknown}`],
  ];
}

function weighed(name: string, value: number, detail: string | undefined): string {
  const number = String(Math.round(value * 1000) / 1000);
  return `${name} = ${number}${detail === undefined ? '' : ` (${detail})`}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function eventsOf({ detail }: DossierSource, clock: ClockText): Block {
  const rows = detail.events.map(({ capturedAt, cameraName, effect, event, reason }) => [
    clock.short(capturedAt),
    effect === undefined ? event : inBoth(effectWords[effect]),
    oneLine(cameraName ?? detail.cameraName),
    reason,
  ]);
  const head = [
    { zh: '时间', en: 'time' },
    { zh: '事件', en: 'event' },
    { zh: '摄像机', en: 'camera' },
    { zh: '引擎原文', en: 'words of the engine' },
  ];
  return { kind: 'table', head, widths: [0.17, 0.23, 0.2, 0.4], rows };
}
