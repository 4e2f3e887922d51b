// The result of the last bulk action: how many cases succeeded, and each failed one with the reason.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { failureText } from '../shared/failure-text.ts';
import { Icon } from '../shared/icon.tsx';
import type { BulkRun } from './use-bulk.ts';

export function BulkNote({ run, onClose }: { run: BulkRun; onClose: () => void }) {
  const { t } = useTranslation();
  const failed = run.results.flatMap(({ id, result }) =>
    result.outcome === 'failed' ? [{ id, failure: result.failure }] : [],
  );
  const done = run.results.length - failed.length;
  return (
    <div
      className={failed.length > 0 ? 'note note-warn desk-bulk' : 'note note-info desk-bulk'}
      role="status"
    >
      <Icon name={failed.length > 0 ? 'warning' : 'check'} />
      <div className="desk-bulk-text">
        <p>
          {t(`desk.deed-${run.name}`)}: {t('desk.bulkDone', { done, total: run.total })}
          {run.isRunning && ` · ${t('desk.bulkRunning')}`}
        </p>
        <ul>
          {failed.map(({ id, failure }) => (
            <li key={id}>
              <Link href={`/cases/${encodeURIComponent(id)}`} className="desk-bulk-id">
                {id}
              </Link>{' '}
              {failureText(t, failure)}
            </li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('desk.closeNote')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
