// The users, for administrators: list, create, disable, enable, and set a new password for a user who has forgotten it.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userRoles, type User, type UserEntry } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { cellsIn, outcomeOf, textIn, type Outcome } from './form-text.ts';
import { OutcomeNote } from './outcome-note.tsx';
import { Secret } from './password-card.tsx';
import { useList } from './use-list.ts';

export function UsersCard() {
  const { t } = useTranslation();
  const { client } = useSession();
  const load = useCallback((signal: AbortSignal) => client.listUsers(signal), [client]);
  const { value, failure, reload } = useList(load);
  return (
    <section className="card">
      <h2 className="card-title">{t('account.users')}</h2>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      <ul className="account-list">
        {value?.users.map((one) => (
          <UserRow key={one.username} entry={one} onChanged={reload} />
        ))}
      </ul>
      <NewUser onAdded={reload} />
    </section>
  );
}

function UserRow({ entry, onChanged }: { entry: UserEntry; onChanged: () => void }) {
  const { t } = useTranslation();
  const { client, session } = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { username, role, cells, disabledAt } = entry;
  const isDisabled = disabledAt !== null;
  const toggle = async () => {
    const user: User = { username, role, ...(cells && { cells }) };
    setOutcome(outcomeOf(await client.changeUser(user, !isDisabled)));
    onChanged();
  };
  const isOwn = username === session.user.username;
  return (
    <li>
      <div className="account-row">
        <p>
          <strong>{username}</strong> · {t(`role.${role}`)}
          {isDisabled && ` · ${t('account.disabled')}`}
          <small>{cells?.join(', ') ?? t('account.allCells')}</small>
        </p>
        {!isOwn && (
          <button type="button" className="button" onClick={() => void toggle()}>
            {isDisabled ? t('account.enable') : t('account.disable')}
          </button>
        )}
      </div>
      {outcome?.is === 'failed' && <OutcomeNote outcome={outcome} done="" />}
      {!isOwn && entry.logsInWith === 'password' && <Reset username={username} />}
    </li>
  );
}

function Reset({ username }: { username: string }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const submit = async (form: HTMLFormElement) => {
    const answer = await client.resetPassword(username, textIn(new FormData(form), 'password'));
    setOutcome(outcomeOf(answer));
    if (answer.status === 'ok') form.reset();
  };
  return (
    <details>
      <summary>{t('account.reset')}</summary>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <Secret name="password" label={t('account.new')} autoComplete="new-password" />
        <OutcomeNote outcome={outcome} done={t('account.wasReset')} />
        <button type="submit" className="button">
          {t('account.reset')}
        </button>
      </form>
    </details>
  );
}

function NewUser({ onAdded }: { onAdded: () => void }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const cells = cellsIn(textIn(data, 'cells'));
    const role = userRoles.find((one) => one === textIn(data, 'role')) ?? 'responder';
    const user = { username: textIn(data, 'username'), role, ...(cells && { cells }) };
    const answer = await client.addUser({ ...user, password: textIn(data, 'password') });
    setOutcome(outcomeOf(answer));
    if (answer.status !== 'ok') return;
    form.reset();
    onAdded();
  };
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <h3>{t('account.newUser')}</h3>
      <NewUserFields />
      <OutcomeNote outcome={outcome} done={t('account.added')} />
      <button type="submit" className="button button-primary">
        {t('account.add')}
      </button>
    </form>
  );
}

function NewUserFields() {
  const { t } = useTranslation();
  return (
    <>
      <label className="field">
        <span className="field-label">{t('logIn.username')}</span>
        <input className="input" name="username" required maxLength={64} autoComplete="off" />
      </label>
      <label className="field">
        <span className="field-label">{t('account.role')}</span>
        <select className="input" name="role" defaultValue="responder">
          {userRoles.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label">{t('account.cellsOf')}</span>
        <input className="input" name="cells" maxLength={30_000} autoComplete="off" />
        <span className="field-hint">{t('account.cellsHint')}</span>
      </label>
      <Secret name="password" label={t('logIn.password')} autoComplete="new-password" />
    </>
  );
}
