// The content credentials of a case's pictures and clips, checked by dispatch on request: the result of each file, and the trust
// list used.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCredentials, CaseDetail, FileCredentials } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { formatMoment } from '../time/moment.ts';

type Progress =
  | { state: 'idle' | 'waiting' }
  | { state: 'read'; answer: CaseCredentials }
  | { state: 'failed'; failure: Failure };

export function CredentialsCard({ detail }: { detail: Pick<CaseDetail, 'id' | 'report'> }) {
  const { t } = useTranslation();
  const { client, session } = useSession();
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });
  // A report by a person has no camera.
  if (!mayCheck(session.user.role) || detail.report) return null;
  const check = async () => {
    setProgress({ state: 'waiting' });
    const answer = await client.caseCredentials(detail.id);
    if (answer.status === 'ok') setProgress({ state: 'read', answer: answer.value });
    else if (answer.status === 'error') setProgress({ state: 'failed', failure: answer });
    else setProgress({ state: 'idle' });
  };
  return (
    <section className="card credentials-card">
      <h2 className="card-title">{t('credentials.title')}</h2>
      <p className="field-hint">{t('credentials.hint')}</p>
      <button
        type="button"
        className="button"
        disabled={progress.state === 'waiting'}
        onClick={() => {
          void check();
        }}
      >
        {t(progress.state === 'waiting' ? 'credentials.waiting' : 'credentials.check')}
      </button>
      <div role="status">
        {progress.state === 'read' && <CredentialsList answer={progress.answer} />}
      </div>
      {progress.state === 'failed' && <FailureNote failure={progress.failure} />}
    </section>
  );
}

/** A copy of dispatch's access table for display; dispatch decides. */
export function mayCheck(role: string | undefined): boolean {
  return role === 'operator' || role === 'auditor' || role === 'admin';
}

export function CredentialsList({ answer }: { answer: CaseCredentials }) {
  const { t } = useTranslation();
  if (answer.state === 'library-missing') return <p>{t('credentials.libraryMissing')}</p>;
  if (answer.files.length === 0) return <p>{t('credentials.nothing')}</p>;
  return (
    <>
      <ul className="hold-deleted">
        {answer.files.map((file) => (
          <FileLine key={`${file.incidentId} ${file.opening} ${file.name}`} file={file} />
        ))}
      </ul>
      <p className="field-hint">{t('credentials.by', { list: answer.trustList.slice(0, 16) })}</p>
    </>
  );
}

function FileLine({ file }: { file: FileCredentials }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { opening, name, state, edgeId, revokedAt, faults } = file;
  const what = t('credentials.opening', { name: t(`credentials.name.${name}`), opening });
  const says = t(`credentials.state.${state}`, {
    edge: edgeId ?? '',
    at: revokedAt === null ? '' : formatMoment(revokedAt, format),
    faults: faults.join(', '),
  });
  return (
    <li data-state={state}>
      {what} · {says}
    </li>
  );
}
