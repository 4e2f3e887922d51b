// Why the alert was raised: one sentence in the reader's language, then what the rule weighed, as a table.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { formatDuration } from '../../time/duration.ts';
import { parseTrace, readEvidence, wordsOf, type Trace } from './trace.ts';

export function TraceTable({ detail }: { detail: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const trace = parseTrace(detail.trace);
  const because =
    trace &&
    t(`because.${detail.kind}`, {
      fence: detail.fenceName,
      duration: formatDuration(t, trace.dwellMs),
    });
  const isEnglish = i18n.language === 'en';
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.why')}</h2>
      <p className="because">{isEnglish || !because ? detail.reason : because}</p>
      {trace ? <EvidenceTable trace={trace} /> : <p className="muted">{t('detail.noTrace')}</p>}
      {!isEnglish && because && (
        <p className="original">
          {t('detail.original')}: <q lang="en">{detail.reason}</q>
        </p>
      )}
    </section>
  );
}

function EvidenceTable({ trace }: { trace: Trace }) {
  const { t } = useTranslation();
  const hasNotes = trace.evidence.some(({ detail }) => detail !== undefined);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('detail.evidence')}</th>
          <th scope="col" className="number">
            {t('detail.value')}
          </th>
          {hasNotes && <th scope="col">{t('detail.note')}</th>}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('detail.dwell')}</th>
          <td className="number">{formatDuration(t, trace.dwellMs)}</td>
          {hasNotes && (
            <td className="muted">
              {t('detail.rule')}: <span className="code">{trace.rule}</span>
            </td>
          )}
        </tr>
        {trace.evidence.map((evidence, index) => (
          <tr key={`${index}-${evidence.name}`}>
            <th scope="row">
              <EvidenceName name={evidence.name} />
            </th>
            <td className="number">
              <EvidenceNumber name={evidence.name} value={evidence.value} />
            </td>
            {hasNotes && <td className="muted">{evidence.detail ?? ''}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EvidenceName({ name }: { name: string }) {
  const { t, i18n } = useTranslation();
  const key = `evidence.${name}`;
  return i18n.exists(key) ? t(key as 'evidence.cover') : wordsOf(name);
}

function EvidenceNumber({ name, value }: { name: string; value: number }) {
  const { t } = useTranslation();
  const read = readEvidence(name, value);
  return read.unit === 'ms' ? formatDuration(t, read.ms) : read.text;
}
