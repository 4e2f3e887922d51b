// The texts of the verifier page in English and Chinese: the three results, and the faults of files and rows.
import type { BundleFinding, BundleResult } from '../../evidence/verify-bundle.ts';

export const languages = ['en', 'zh-CN'] as const;
export type PageLanguage = (typeof languages)[number];

const en = {
  title: 'Is this bundle valid?',
  lead: 'Choose the zip file and the public keys of the district. Nothing leaves this computer.',
  notHere:
    'This page checks signature, files and log. It does not check the content credentials (C2PA) inside pictures and clips: the command “npx fencewatch verify BUNDLE.zip --key KEYS.txt” does.',
  bundle: 'Bundle (.zip)',
  keys: 'Public keys, one a line, as published by the district',
  check: 'Check',
  checking: 'Checking…',
  holds: (files: number, rows: number) =>
    `Valid: ${files} files and ${rows} rows of the custody log are as they were signed.`,
  credentials: (files: number) =>
    `The content credentials (C2PA) of ${files} pictures and clips are not checked here. To check them, run: npx fencewatch verify BUNDLE.zip --key KEYS.txt`,
  unsigned: (unsigned: number, total: number) =>
    `Not signed: ${unsigned} of ${total} alerts came from an edge without a known key. Only dispatch says where they came from.`,
  fails: 'Not valid.',
  open: 'Undecided.',
  noBundle: 'Choose the zip file to check.',
  noKeys:
    'Missing: the public keys of the district. A bundle that brings its own key proves nothing.',
  otherKeys: 'Missing: the key that signed the bundle. None of the given keys fits.',
  row: (position: number) => `row ${position}`,
  zip: 'this is not the zip file that dispatch made',
  changed: 'changed',
  missing: 'missing',
  'not-in-manifest': 'added: it is not in the manifest',
  'wrong-signature': 'the signature is wrong',
  'row-not-in-log': 'changed, or not in the log',
  'not-as-received': 'not the file that came from the edge: this row of the log has another hash',
  'alert-changed': 'this alert is not the one that came',
};
export type PageTexts = typeof en;

const zhCn: PageTexts = {
  title: '这份证据包是否完好？',
  lead: '选择压缩包和本区公布的公钥。任何内容都不会离开本机。',
  notHere:
    '本页核验签名、文件和日志，不核验图片和录像中的内容凭证（C2PA）：请用命令“npx fencewatch verify BUNDLE.zip --key KEYS.txt”核验。',
  bundle: '证据包（.zip）',
  keys: '公钥，每行一个，以本区公布的为准',
  check: '核验',
  checking: '正在核验…',
  holds: (files, rows) => `完好：${files} 个文件和 ${rows} 条监管日志与签名时一致。`,
  credentials: (files) =>
    `此处不核验 ${files} 个图片和录像的内容凭证（C2PA）。如需核验，请运行：npx fencewatch verify BUNDLE.zip --key KEYS.txt`,
  unsigned: (unsigned, total) =>
    `未签名：${total} 条告警中有 ${unsigned} 条来自没有已知密钥的边缘节点，其来源仅由派遣中心证明。`,
  fails: '不完好。',
  open: '无法判定。',
  noBundle: '没有可核验的证据包：请选择压缩包。',
  noKeys: '缺少本区的公钥。自带密钥的证据包不能证明任何事。',
  otherKeys: '缺少签名所用的公钥：给出的公钥都不匹配。',
  row: (position) => `第 ${position} 条`,
  zip: '压缩包与派遣中心导出的不一致',
  changed: '被改动',
  missing: '缺失',
  'not-in-manifest': '多出：清单中没有',
  'wrong-signature': '签名不符',
  'row-not-in-log': '被改动，或不在日志中',
  'not-as-received': '不是边缘节点当初送来的文件：该条日志记录的哈希值不同',
  'alert-changed': '该告警不是当初收到的内容',
};

export const pageTexts: Record<PageLanguage, PageTexts> = { en, 'zh-CN': zhCn };

export interface Said {
  answer: 'holds' | 'fails' | 'open';
  headline: string;
  lines: string[];
}

export function sayResult(texts: PageTexts, result: BundleResult): Said {
  switch (result.result) {
    case 'holds': {
      const { files } = result.manifest;
      const media = files.filter(({ path }) => /\.(jpe?g|mp4)$/i.test(path)).length;
      const { unsigned, total } = result.alerts;
      const notes = [
        ...(unsigned > 0 ? [texts.unsigned(unsigned, total)] : []),
        ...(media > 0 ? [texts.credentials(media)] : []),
      ];
      const lines = [...notes, ...files.map(({ path, bytes }) => `${path} · ${bytes}`)];
      return { answer: 'holds', headline: texts.holds(files.length, result.rows), lines };
    }
    case 'does-not-hold': {
      const lines = result.findings.map((finding) => lineOf(texts, finding));
      return { answer: 'fails', headline: texts.fails, lines };
    }
    case 'cannot-be-said': {
      const line = result.missing === 'keys' ? texts.noKeys : texts.otherKeys;
      return { answer: 'open', headline: texts.open, lines: [line] };
    }
  }
}

function lineOf(texts: PageTexts, finding: BundleFinding): string {
  const row = 'position' in finding ? `, ${texts.row(finding.position)}` : '';
  const why = finding.what === 'zip' ? ` (${finding.why})` : '';
  const alert = finding.what === 'alert-changed' ? ` (${finding.alert})` : '';
  return `${finding.file}${row}: ${texts[finding.what]}${why}${alert}`;
}
