// The export of a case: a reason, and a button that downloads the zip file. Shown to users with the right; person and reason are
// recorded in the custody log.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { useSession } from '../session/session-provider.tsx';
import { ReasonField } from './reason-field.tsx';

type Progress = { state: 'idle' | 'waiting' | 'done' } | { state: 'failed'; failure: Failure };

export function ExportCard({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { client, session } = useSession();
  const [reason, setReason] = useState('');
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });
  if (!mayExport(session.user.role)) return null;
  const take = async () => {
    setProgress({ state: 'waiting' });
    const answer = await client.exportCase(caseId, reason.trim());
    if (answer.status === 'ok') save(answer.value, `case-${caseId}.zip`);
    if (answer.status === 'error') setProgress({ state: 'failed', failure: answer });
    else setProgress({ state: answer.status === 'ok' ? 'done' : 'idle' });
  };
  return (
    <section className="card">
      <h2 className="card-title">{t('export.title')}</h2>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <ReasonField
          name="export-reason"
          label={t('export.reason')}
          isRequired
          value={reason}
          onChange={setReason}
        />
        <button
          type="submit"
          className="button"
          disabled={reason.trim() === '' || progress.state === 'waiting'}
        >
          {t(progress.state === 'waiting' ? 'export.waiting' : 'export.take')}
        </button>
        <p className="field-hint" role="status">
          {t(progress.state === 'done' ? 'export.done' : 'export.hint')}
        </p>
        {progress.state === 'failed' && <FailureNote failure={progress.failure} />}
      </form>
    </section>
  );
}

/** A copy of dispatch's access table for display; dispatch decides. */
export function mayExport(role: string | undefined): boolean {
  return role === 'auditor' || role === 'admin';
}

function save(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has started the download by then.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
