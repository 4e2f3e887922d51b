// The report for people that goes into an exported bundle: one page in Chinese and English, which needs no script and no
// network. Takes what is said of a case; gives HTML. Whatever comes from outside is written as text.
export interface ReportCase {
  id: string;
  kind: string;
  state: string;
  cameraName: string;
  fenceName: string;
  openedAt: number;
  reason: string;
  history: readonly { at: number; step: string; actor: string | null; reason: string | null }[];
  files: readonly { path: string; about: string }[];
}

const rows: readonly [
  key: 'id' | 'kind' | 'state' | 'cameraName' | 'fenceName' | 'reason',
  string,
][] = [
  ['id', '案件编号 · case'],
  ['kind', '类型 · kind'],
  ['state', '状态 · state'],
  ['cameraName', '摄像机 · camera'],
  ['fenceName', '电子围栏 · fence'],
  ['reason', '判定理由 · why'],
];

export function caseReport(report: ReportCase): string {
  const facts = rows.map(
    ([key, label]) => `<tr><th>${label}</th><td>${escape(report[key])}</td></tr>`,
  );
  const opened = `<tr><th>发现时间 · opened (UTC)</th><td>${utc(report.openedAt)}</td></tr>`;
  const steps = report.history.map(
    ({ at, step, actor, reason }) =>
      `<tr><td>${utc(at)}</td><td>${escape(step)}</td><td>${escape(actor ?? '系统 · dispatch')}</td>` +
      `<td>${escape(reason ?? '')}</td></tr>`,
  );
  const files = report.files.map(
    ({ path, about }) => `<li>${escape(path.split('/').at(-1) ?? '')}: ${escape(about)}</li>`,
  );
  return [
    '<!doctype html><html lang="zh"><meta charset="utf-8">',
    `<title>${escape(report.id)}</title>`,
    '<style>body{font-family:sans-serif;margin:2em}td,th{padding:.2em 1em .2em 0;text-align:left}</style>',
    `<h1>案件证据 · Evidence of case ${escape(report.id)}</h1>`,
    `<table>${facts.join('')}${opened}</table>`,
    `<h2>处理记录 · History</h2><table>${steps.join('')}</table>`,
    `<h2>文件 · Files</h2><ul>${files.join('')}</ul>`,
    '<p>核验 · To verify: <code>npx fencewatch verify BUNDLE.zip --key KEYS</code></p></html>\n',
  ].join('\n');
}

function utc(at: number): string {
  return new Date(at).toISOString();
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
