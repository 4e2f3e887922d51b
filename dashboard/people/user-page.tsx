// The page of a log-in that belongs to nobody in the roster.
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../shared/failure-note.tsx';
import { BelowPeople } from './below-people.tsx';
import { LogInCard } from './log-in-card.tsx';
import { usePeople } from './use-people.ts';

export default function UserPage({ username }: { username: string }) {
  const { t } = useTranslation();
  const { setup, failure, reload } = usePeople();
  const entry = setup?.logIns?.find((one) => one.username === username) ?? null;
  return (
    <BelowPeople title={username} documentTitle={`${t('people.logIn')}: ${username}`}>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {setup !== null && entry === null && <p>{t('people.noPerson')}</p>}
      {entry !== null && <LogInCard username={username} entry={entry} onChanged={reload} />}
    </BelowPeople>
  );
}
