// The user's own reports and their outcome.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OwnReport } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { casePhotoAddress } from '../api/addresses.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { kindText } from '../shared/kind-text.ts';

export function OwnReports() {
  const { t } = useTranslation();
  const { client } = useSession();
  const [reports, setReports] = useState<OwnReport[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    void client.listReports(controller.signal).then((answer) => {
      if (answer.status === 'ok') setReports(answer.value.reports);
      if (answer.status !== 'aborted') setFailure(answer.status === 'error' ? answer : null);
    });
    return () => {
      controller.abort();
    };
  }, [client, tries]);
  return (
    <section className="card">
      <h2 className="card-title">{t('report.own')}</h2>
      {failure && (
        <FailureNote
          failure={failure}
          onRetry={() => {
            setTries(tries + 1);
          }}
        />
      )}
      {reports?.length === 0 && <p className="muted">{t('report.none')}</p>}
      <ul className="own-reports">
        {reports?.map((one) => (
          <OwnReportItem key={one.caseId} own={one} />
        ))}
      </ul>
    </section>
  );
}

function OwnReportItem({ own: { caseId, kind, outcome, report, answer } }: { own: OwnReport }) {
  const { t } = useTranslation();
  const [photo = ''] = report.photos;
  const { text, place, gridCell } = report.where;
  return (
    <li>
      <Link href={`/cases/${caseId}`} className="own-report">
        <img
          className="photo-small"
          src={casePhotoAddress(caseId, photo, 320)}
          alt={t('report.photo')}
          loading="lazy"
        />
        <span>
          <strong>{kindText(t, kind)}</strong> {text ?? place ?? gridCell ?? ''}
          <br />
          {t(`report.outcome.${outcome}`)}
          {answer.reason !== null && <span className="muted"> {answer.reason}</span>}
        </span>
      </Link>
    </li>
  );
}
