// The report for people in a bundle: a web page, and a PDF with the same content for printing. Takes a case with its record and
// files; returns the two files, and what is missing, including a PDF that could not be made.
import type { CaseDetail } from '../../contracts/index.ts';
import type { BundleFile } from '../../evidence/bundle.ts';
import { utf8 } from '../../evidence/bytes.ts';
import type { CaseRecordFile, Missing } from '../../evidence/case-record.ts';
import { dossierOf } from '../evidence/report/dossier.ts';
import { htmlReport } from '../evidence/report/html-report.ts';
import type { PrintFault } from '../evidence/report/report-printer.ts';
import type { BasicParts, EvidenceParts } from './api-parts.ts';

interface Told {
  detail: CaseDetail;
  record: CaseRecordFile;
  files: readonly BundleFile[];
}

const faultTexts: Readonly<Record<PrintFault, string>> = {
  'no-font': 'dispatch has no font with Chinese: install fonts-wqy-microhei',
  'took-too-long': 'it took too long to print',
  failed: 'it could not be printed',
};

export async function reportsOf(
  { reportPrinter, site, log }: BasicParts & Pick<EvidenceParts, 'reportPrinter'>,
  { detail, record, files }: Told,
): Promise<{ reports: BundleFile[]; missing: Missing[] }> {
  const source = { detail, kinds: site.writtenKinds, files };
  const printed = await reportPrinter.print(dossierOf({ ...source, record }), files);
  const missing = [...record.missing];
  const reports: BundleFile[] = [];
  const add = (name: string, about: string, bytes: Uint8Array) => {
    reports.push({ path: `${detail.id}/${name}`, about, bytes: () => Promise.resolve(bytes) });
  };
  if (printed.ok) add('report.pdf', 'report for people, to print', printed.pdf);
  else {
    const { fault, detail: why } = printed;
    log.warn({ case: detail.id, fault, detail: why }, 'a bundle has no report as PDF');
    missing.push({ what: 'report', about: `${detail.id}/report.pdf`, why: faultTexts[fault] });
  }
  const page = htmlReport(dossierOf({ ...source, record: { ...record, missing } }));
  add('report.html', 'report for people', utf8(page));
  return { reports, missing };
}
