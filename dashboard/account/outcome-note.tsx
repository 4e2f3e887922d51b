// Says under a form what became of it.
import { useTranslation } from 'react-i18next';
import type { Outcome } from './form-text.ts';
import { OriginalText } from '../shared/original-text.tsx';

interface OutcomeNoteProps {
  outcome: Outcome | null;
  done: string;
  /** In place of the general words for a refusal. */
  forbidden?: string;
}

export function OutcomeNote({ outcome, done, forbidden }: OutcomeNoteProps) {
  const { t } = useTranslation();
  if (outcome === null) return <div role="status" />;
  if (outcome.is === 'done')
    return (
      <p className="note note-info" role="status">
        {done}
      </p>
    );
  const isForbidden = outcome.reason === 'forbidden' && forbidden !== undefined;
  return (
    <p className="note note-danger" role="alert">
      {isForbidden ? forbidden : t(`failure.${outcome.reason}`)}
      {!isForbidden && outcome.reason !== 'network' && (
        <small>
          {' '}
          <OriginalText text={outcome.message} />
        </small>
      )}
    </p>
  );
}
