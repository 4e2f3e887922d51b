// The page of one person: the form, the channels with a test, the log-in, and what happens when the person leaves.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { BelowPeople, GoodNote } from './below-people.tsx';
import { ChannelsCard } from './channels-card.tsx';
import type { ListedPerson } from './find-people.ts';
import { LeaveCard } from './leave-card.tsx';
import { LogInCard } from './log-in-card.tsx';
import { PersonForm } from './person-form.tsx';
import { usePeople } from './use-people.ts';

export default function EditPersonPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { setup, listed, failure, reload } = usePeople();
  const found = listed.find(({ person }) => person.id === id) ?? null;
  return (
    <BelowPeople
      title={found?.person.name ?? t('people.editTitle')}
      documentTitle={`${t('people.editTitle')}: ${found?.person.name ?? id}`}
    >
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {setup !== null && found === null && <p>{t('people.noPerson')}</p>}
      {setup !== null && found !== null && (
        <Person setup={setup} listed={found} onChanged={reload} />
      )}
    </BelowPeople>
  );
}

interface PersonProps {
  setup: PeopleSetup;
  listed: ListedPerson;
  onChanged: () => void;
}

function Person({ setup, listed, onChanged }: PersonProps) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  // After a change of one's own the form begins anew, once the new version is here.
  const [saved, setSaved] = useState<{ at: number; count: number }>({ at: 0, count: 0 });
  const { person } = listed;
  const change = () => {
    setSaved(({ count }) => ({ at: setup.version, count: count + 1 }));
    onChanged();
  };
  const isStillOld = saved.count > 0 && setup.version <= saved.at;
  return (
    <>
      {search.has('added') && saved.count === 0 && (
        <GoodNote>{t('people.added', { name: person.name })}</GoodNote>
      )}
      {saved.count > 0 && <GoodNote>{t('people.saved')}</GoodNote>}
      {listed.origin === 'edited' && <p className="note note-warn">{t('people.note.edited')}</p>}
      {!isStillOld && (
        <>
          {setup.logIns !== null && (
            <LogInCard
              key={`log-in ${person.user ?? ''}`}
              username={person.user ?? ''}
              entry={listed.logIn}
              onChanged={onChanged}
            />
          )}
          <ChannelsCard listed={listed} />
          <PersonForm key={saved.count} setup={setup} listed={listed} onSaved={change} />
          <LeaveCard key={`leave ${saved.count}`} setup={setup} listed={listed} onSaved={change} />
        </>
      )}
    </>
  );
}
