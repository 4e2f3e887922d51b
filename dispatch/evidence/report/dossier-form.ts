// The types of the report for people: sections of facts, lines, pictures and tables, each in Chinese and English. The web page and
// the PDF show the same sections.
import {
  findKind,
  kindFileSchema,
  kindNames,
  type CaseDetail,
  type InBoth,
  type KindFile,
} from '../../../contracts/index.ts';
import type { CaseRecordFile } from '../../../evidence/case-record.ts';

export type Fact = readonly [label: InBoth, value: string];

export interface DossierPicture {
  /** In the bundle. */
  path: string;
  caption: string;
}

export type Block =
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'lines'; lines: readonly string[] }
  | { kind: 'pictures'; pictures: readonly DossierPicture[] }
  /** Widths are shares of the page. */
  | {
      kind: 'table';
      head: readonly InBoth[];
      widths: readonly number[];
      rows: readonly (readonly string[])[];
    };

export interface Section {
  title: InBoth;
  blocks: readonly Block[];
}

export interface Dossier {
  caseId: string;
  title: InBoth;
  /** Time of the case, epoch ms, so that the same case gives the same document whenever it is made. */
  writtenAt: number;
  sections: readonly Section[];
}

export interface DossierSource {
  detail: CaseDetail;
  record: Omit<CaseRecordFile, 'observations'>;
  /** The site's own kinds. */
  kinds: readonly KindFile[];
  files: readonly { path: string; about: string }[];
}

/** A name must not contain line breaks. */
export function oneLine(name: string): string {
  return name.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}

export function inBoth({ zh, en }: InBoth): string {
  return zh === en ? zh : `${zh} · ${en}`;
}

/** A kind of a later release or another site is shown by its id. */
export function kindOf({ detail, kinds }: DossierSource) {
  const own = kinds.flatMap((written) => kindFileSchema.safeParse(written).data ?? []);
  return { names: kindNames(detail.kind, own), words: findKind(detail.kind, own)?.words };
}
