// Shows under a form the result of sending it.
import { useTranslation } from 'react-i18next';
import type { Outcome } from './form-text.ts';
import { OriginalText } from '../shared/original-text.tsx';

interface OutcomeNoteProps {
  outcome: Outcome | null;
  done: string;
  /** Replaces the general text of a refusal. */
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
