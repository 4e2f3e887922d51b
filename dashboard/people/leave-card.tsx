// What happens when a person leaves: what is held now and who gets it, the last day, the end of the log-in; and taking a person out
// who was added by mistake.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PeopleSetup } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import type { Failure } from '../api/answer.ts';
import { ReasonField } from '../camera-setup/below-cameras.tsx';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { WrittenField } from './below-people.tsx';
import type { ListedPerson } from './find-people.ts';
import { Holds } from './holds.tsx';
import { draftOfPerson, wishOf } from './person-draft.ts';

interface LeaveCardProps {
  setup: PeopleSetup;
  listed: ListedPerson;
  onSaved: () => void;
}

export function LeaveCard(props: LeaveCardProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="card remove-card"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('people.leave')}</summary>
      {isOpen && <Leaving {...props} />}
    </details>
  );
}

function Leaving(props: LeaveCardProps) {
  const { client } = useSession();
  const { id } = props.listed.person;
  const load = useCallback((signal: AbortSignal) => client.getHolds(id, signal), [client, id]);
  const { value, failure, reload } = useList(load);
  return (
    <div className="person-card">
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {value && <Holds holds={value} />}
      <LastDay {...props} />
      <Removal {...props} />
    </div>
  );
}

function LastDay({ setup, listed, onSaved }: LeaveCardProps) {
  const { t } = useTranslation();
  const { person, logIn, presence } = listed;
  const [day, setDay] = useState(person.until ?? setup.today);
  const [reason, setReason] = useState('');
  const mayEnd = logIn !== null && logIn.disabledAt === null && day <= setup.today;
  const [endsLogIn, setEndsLogIn] = useState(true);
  const { failure, isBusy, save } = useLastDay({ setup, listed, onSaved });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({ until: day, reason, endsLogIn: mayEnd && endsLogIn });
      }}
    >
      <WrittenField
        name="last-day"
        type="date"
        label={t('people.lastDay')}
        hint={t('people.lastDayHint')}
        value={day}
        onChange={setDay}
      />
      {mayEnd && (
        <label className="check-field">
          <input
            type="checkbox"
            checked={endsLogIn}
            onChange={(event) => {
              setEndsLogIn(event.target.checked);
            }}
          />
          {t('people.endLogIn')}
        </label>
      )}
      <ReasonField reason={reason} onChange={setReason} />
      <RefusalNote failure={failure} />
      <p className="camera-buttons">
        <button
          type="submit"
          className="button"
          disabled={isBusy || day === '' || reason.trim() === ''}
        >
          {t('people.setLastDay')}
        </button>
        {presence !== 'here' && (
          <button
            type="button"
            className="button"
            disabled={isBusy || reason.trim() === ''}
            onClick={() => void save({ until: null, reason, endsLogIn: false })}
          >
            {t('people.comesBack')}
          </button>
        )}
      </p>
    </form>
  );
}

interface LastDayWish {
  /** Null takes the last day back. */
  until: string | null;
  reason: string;
  endsLogIn: boolean;
}

function useLastDay({ setup, listed, onSaved }: LeaveCardProps) {
  const { client } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async ({ until, reason, endsLogIn }: LastDayWish) => {
    setBusy(true);
    const { until: _until, ...rest } = listed.person;
    const wish = wishOf({ ...draftOfPerson(listed), reason }, listed.person, setup.version);
    const person = until === null ? rest : { ...rest, until };
    const { logIn } = listed;
    const isSame = until === (listed.person.until ?? null);
    const answer = isSame ? null : await client.putPerson({ ...wish, person });
    const isWell = answer === null || answer.status === 'ok';
    const ended =
      isWell && endsLogIn && logIn !== null ? await client.changeUser(logIn, true) : null;
    setBusy(false);
    const failed = [answer, ended].find((one) => one?.status === 'error');
    setFailure(failed?.status === 'error' ? failed : null);
    if (failed === undefined) onSaved();
  };
  return { failure, isBusy, save };
}

function Removal({ setup, listed: { person } }: LeaveCardProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [, goTo] = useLocation();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async () => {
    const base = { baseVersion: setup.version, reason: reason.trim() };
    const answer = await client.removePerson(person.id, base);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') goTo(`/people?removed=${encodeURIComponent(person.name)}`);
  };
  return (
    <details>
      <summary>{t('people.remove')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <p className="field-hint">{t('people.removeHint')}</p>
        <ReasonField reason={reason} onChange={setReason} />
        <RefusalNote failure={failure} />
        <button type="submit" className="button" disabled={reason.trim() === ''}>
          {t('people.removeIt')}
        </button>
      </form>
    </details>
  );
}
