// The retention of a case's evidence: a legal hold with person and reason, deleted files, and, for users with the right, buttons to
// hold, lift and delete. Each needs a reason; every attempt is recorded in the custody log.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, DeletedMedia, EvidenceHold } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import type { HoldStep } from '../api/evidence-calls.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { formatMoment } from '../time/moment.ts';
import { stepsFor } from './hold-steps.ts';
import { ReasonField } from './reason-field.tsx';

export function HoldCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const steps = stepsFor(session.user.role, detail);
  const { hold = null, deleted = [] } = detail.evidence ?? {};
  if (steps.length === 0 && hold === null && deleted.length === 0) return null;
  return (
    <section className="card hold-card">
      <h2 className="card-title">{t('hold.title')}</h2>
      {hold !== null && <HoldLine hold={hold} />}
      {deleted.length > 0 && <DeletedList deleted={deleted} />}
      {steps.length > 0 && <HoldForm key={steps.join()} caseId={detail.id} steps={steps} />}
    </section>
  );
}

function useMoment(): (at: number) => string {
  const format = useMomentFormat();
  return (at) => formatMoment(at, format);
}

function HoldLine({ hold: { since, by, reason } }: { hold: EvidenceHold }) {
  const { t } = useTranslation();
  const moment = useMoment();
  return <p>{t('hold.held', { at: moment(since), by, reason })}</p>;
}

function DeletedList({ deleted }: { deleted: readonly DeletedMedia[] }) {
  const { t } = useTranslation();
  const moment = useMoment();
  return (
    <ul className="hold-deleted">
      {deleted.map(({ incidentId, opening, name, at, why }) => (
        <li key={`${incidentId} ${opening} ${name}`}>
          {t(`hold.deleted.${name}`)} · {t(`hold.deletedBy.${why}`, { at: moment(at) })}
        </li>
      ))}
    </ul>
  );
}

function HoldForm({ caseId, steps }: { caseId: string; steps: readonly HoldStep[] }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [reason, setReason] = useState('');
  const [isWaiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = async (step: HoldStep) => {
    if (step === 'delete-evidence' && !window.confirm(t('hold.sure'))) return;
    setWaiting(true);
    const answer = await client.holdStep(caseId, step, reason.trim());
    setWaiting(false);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') setReason('');
  };
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <ReasonField
        name="hold-reason"
        label={t('export.reason')}
        value={reason}
        onChange={setReason}
      />
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          className="button"
          disabled={reason.trim() === '' || isWaiting}
          onClick={() => void take(step)}
        >
          {t(`hold.step.${step}`)}
        </button>
      ))}
      <p className="field-hint">{t('hold.hint')}</p>
      {failure !== null && <FailureNote failure={failure} />}
    </form>
  );
}
