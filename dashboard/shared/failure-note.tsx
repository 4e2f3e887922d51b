// Shows why something could not be loaded, with the server's detail, and offers a retry.
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import { failureText } from './failure-text.ts';
import { Icon } from './icon.tsx';
import { OriginalText } from './original-text.tsx';

export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="failure" role="alert">
      <Icon name="warning" className="failure-icon" />
      <p className="failure-text">{failureText(t, failure)}</p>
      {!isOfLine(failure) && (
        <p className="failure-detail">
          <OriginalText text={failure.message} />
        </p>
      )}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('app.retry')}
        </button>
      )}
    </div>
  );
}

/** "Failed to fetch" only means that there is no connection. */
function isOfLine({ reason }: Failure): boolean {
  return reason === 'network' || reason === 'timed-out';
}
