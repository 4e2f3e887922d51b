// Says why what somebody asked for was refused or failed, beside the form it was asked in. Nothing while there is no failure.
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
