// The facts of a case, in words that can be read out on the telephone.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { formatMoment } from '../../time/moment.ts';
import { formatShare } from '../../shared/trace.ts';
import { kindText } from '../../shared/kind-text.ts';

export function FactList({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const moment = (at: number) => (
    <time dateTime={new Date(at).toISOString()}>{formatMoment(at, format)}</time>
  );
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.facts')}</h2>
      <dl className="facts">
        <Fact name={t('cases.kind')}>{kindText(t, detail.kind)}</Fact>
        <Fact name={t('detail.code')}>
          <span className="code">{detail.matterCode}</span>
        </Fact>
        {detail.severity && (
          <Fact name={t('detail.severityName')}>{t(`detail.severity.${detail.severity}`)}</Fact>
        )}
        <Fact name={t('detail.camera')}>{cameraNames(detail)}</Fact>
        <Fact name={t('detail.fenceName')}>{detail.fenceName}</Fact>
        {detail.place && (
          <Fact name={t('detail.place')}>
            <span className="code">{detail.place}</span>
          </Fact>
        )}
        <Fact name={t('detail.cell')}>
          {detail.gridCell ? <span className="code">{detail.gridCell}</span> : t('detail.noCell')}
        </Fact>
        <Fact name={t('detail.openedAt')}>{moment(detail.openedAt)}</Fact>
        {detail.clearedAt === null ? (
          <Fact name={t('detail.lastEventAt')}>{moment(detail.lastEventAt)}</Fact>
        ) : (
          <Fact name={t('detail.clearedAt')}>{moment(detail.clearedAt)}</Fact>
        )}
        <Fact name={t('detail.confidence')}>{formatShare(detail.confidence)}</Fact>
        <Fact name={t('detail.caseId')}>
          <span className="code">{detail.id}</span>
        </Fact>
      </dl>
    </section>
  );
}

/** All cameras that saw it, the first one first. */
function cameraNames({ cameraName, alsoSeenBy = [] }: CaseDetail): string {
  return [cameraName, ...alsoSeenBy.map((one) => one.cameraName)].join(' · ');
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
