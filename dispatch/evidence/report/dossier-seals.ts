// The section of the report about signatures, and how to verify them. Takes the record. It only lists the existing signatures;
// `fencewatch verify` checks them.
import { inBoth, type DossierSource, type Fact, type Section } from './dossier-form.ts';

export function sealsOf({ incidents, software }: DossierSource['record']): Section {
  const alerts = incidents.flatMap((incident) => incident.alerts);
  const keys = new Set(alerts.flatMap(({ seal }) => (seal === undefined ? [] : [seal.key])));
  const unsigned = alerts.filter(({ seal }) => seal === undefined).length;
  const received = alerts.filter(({ receipt }) => receipt !== undefined).length;
  const none = inBoth({ zh: '无', en: 'none' });
  const facts: Fact[] = [
    [
      { zh: '告警', en: 'alerts' },
      inBoth({
        zh: `${alerts.length} 条，其中 ${alerts.length - unsigned} 条有边缘节点签名，${unsigned} 条未签名，${received} 条有接收回执`,
        en: `${alerts.length}, of them ${alerts.length - unsigned} signed by an edge, ${unsigned} not signed, ${received} with a receipt of dispatch`,
      }),
    ],
    [
      { zh: '边缘节点公钥', en: 'public keys of edges' },
      keys.size === 0 ? none : [...keys].map((key) => `Ed25519 ${key}`).join('\n'),
    ],
    [
      { zh: '清单', en: 'manifest' },
      inBoth({
        zh: 'manifest.json 列出每个文件的 SHA-256，签名在 manifest.note',
        en: 'manifest.json names each file by its SHA-256 and is signed in manifest.note',
      }),
    ],
    [
      { zh: '监管日志', en: 'custody log' },
      inBoth({
        zh: 'log/ 内有相关条目、证明和签名头',
        en: 'log/ holds the entries, their proofs and the signed head',
      }),
    ],
    [{ zh: '核验', en: 'to verify' }, 'npx fencewatch verify BUNDLE.zip --key KEYS'],
    [{ zh: '调度软件', en: 'dispatch' }, software],
  ];
  return { title: { zh: '签名与证明', en: 'Seals' }, blocks: [{ kind: 'facts', facts }] };
}
