// Shows next to a form why its request was refused or failed. Empty without a failure.
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import { failureText } from './failure-text.ts';

export function RefusalNote({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return (
    <p className="note note-danger" role="alert">
      {failureText(t, failure)}
    </p>
  );
}
