// Why the alert was raised: one sentence in the reader's language, then the rule's evidence as a table.
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../contracts/index.ts';
import { kindText } from '../../shared/kind-text.ts';
import { formatDuration } from '../../time/duration.ts';
import { becauseText } from './because-text.ts';
import type { Sighting } from './sightings.ts';
import { parseTrace, readEvidence, wordsOf, type Trace } from '../../shared/trace.ts';
import { OriginalText } from '../../shared/original-text.tsx';

interface TraceTableProps {
  kind: Kind;
  sighting: Sighting;
  /** Text that the page already shows, and that is not repeated. */
  saidAbove: string;
}

export function TraceTable({ kind, sighting, saidAbove }: TraceTableProps) {
  const { t, i18n } = useTranslation();
  const trace = parseTrace(sighting.trace);
  const isEnglish = i18n.language === 'en';
  const said = becauseText(t, i18n.language, { ...sighting, kind });
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.why')}</h2>
      {said !== saidAbove && <p className="because">{said}</p>}
      {trace ? <EvidenceTable trace={trace} /> : <p className="muted">{t('detail.noTrace')}</p>}
      {!isEnglish && said !== sighting.reason && (
        <p className="original">
          {t('detail.original')}: <OriginalText text={sighting.reason} />
        </p>
      )}
    </section>
  );
}

function EvidenceTable({ trace }: { trace: Trace }) {
  const { t } = useTranslation();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('detail.evidence')}</th>
          <th scope="col" className="number">
            {t('detail.value')}
          </th>
          <th scope="col">{t('detail.note')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('detail.dwell')}</th>
          <td className="number">{formatDuration(t, trace.dwellMs)}</td>
          <td className="muted">
            {t('detail.rule')}: {kindText(t, trace.rule)}
          </td>
        </tr>
        {trace.evidence.map((evidence, index) => (
          <EvidenceRow key={`${index}-${evidence.name}`} evidence={evidence} />
        ))}
      </tbody>
    </table>
  );
}

function EvidenceRow({
  evidence: { name, value, detail },
}: {
  evidence: Trace['evidence'][number];
}) {
  const { t, i18n } = useTranslation();
  const key = `evidence.${name}`;
  const read = readEvidence(name, value);
  return (
    <tr>
      <th scope="row">{i18n.exists(key) ? t(key as 'evidence.cover') : wordsOf(name)}</th>
      <td className="number">{read.unit === 'ms' ? formatDuration(t, read.ms) : read.text}</td>
      <td className="muted">
        {read.unit === 'held' ? t('detail.heldShare') : <OriginalText text={detail ?? ''} />}
      </td>
    </tr>
  );
}
