// The page to add a person. The log-in is made afterwards, and the page of the person shows its link.
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FailureNote } from '../shared/failure-note.tsx';
import { useSession } from '../session/session-provider.tsx';
import { BelowPeople } from './below-people.tsx';
import { makeLogIn } from './make-log-in.ts';
import { PersonForm } from './person-form.tsx';
import { keepMade } from './made-log-ins.ts';
import { usePeople } from './use-people.ts';

export default function AddPersonPage() {
  const { t } = useTranslation();
  const { client } = useSession();
  const { setup, failure, reload } = usePeople();
  const [, goTo] = useLocation();
  return (
    <BelowPeople title={t('people.add')}>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {setup !== null && (
        <PersonForm
          setup={setup}
          listed={null}
          onSaved={async (draft) => {
            if (draft.makesLogIn) keepMade(draft.user.trim(), await makeLogIn(client, draft));
            goTo(`/people/edit/${encodeURIComponent(draft.id)}?added`, { replace: true });
          }}
        />
      )}
    </BelowPeople>
  );
}
