// The page to report something by phone: photos, kind, place, note; below it the user's own reports.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../shared/failure-note.tsx';
import { Page } from '../shared/page.tsx';
import { useSession } from '../session/session-provider.tsx';
import { OwnReports } from './own-reports.tsx';
import { PlaceFields } from './place-fields.tsx';
import { KindField } from './kind-field.tsx';
import { PhotoField } from '../shared/photo-field.tsx';
import { useReportDraft } from './use-report-draft.ts';

export default function ReportPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [sent, setSent] = useState(0);
  const onSent = useCallback(() => {
    setSent((count) => count + 1);
  }, []);
  return (
    <Page title={t('report.title')} documentTitle={t('report.title')}>
      <div className="reports">
        {session.user.role !== 'auditor' && (
          <ReportForm key={sent} onSent={onSent} isNext={sent > 0} />
        )}
        <OwnReports key={`own ${sent}`} />
      </div>
    </Page>
  );
}

function ReportForm({ onSent, isNext }: { onSent: () => void; isNext: boolean }) {
  const { t } = useTranslation();
  const { draft, change, send, busy, trouble } = useReportDraft(onSent);
  return (
    <form
      className="card report-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {isNext && (
        <p className="note note-info" role="status">
          {t('report.sent')}
        </p>
      )}
      <PhotoField
        photos={draft.photos}
        onChange={(photos) => {
          change({ photos });
        }}
      />
      <KindField
        kind={draft.kind}
        onChange={(kind) => {
          change({ kind });
        }}
      />
      <PlaceFields draft={draft} onChange={change} />
      <label className="field">
        <span className="field-label">{t('report.note')}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => {
            change({ note: event.target.value });
          }}
        />
      </label>
      {trouble === 'incomplete' && <p className="note note-danger">{t('report.incomplete')}</p>}
      {trouble !== null && trouble !== 'incomplete' && <FailureNote failure={trouble} />}
      <button type="submit" className="button button-primary button-wide" disabled={busy}>
        {busy ? t('report.sending') : t('report.send')}
      </button>
    </form>
  );
}
