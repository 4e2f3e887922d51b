// The page behind the link of an invitation: for whom it is, and the password that this person sets, twice. Then the person is logged in.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minPasswordLength, type Session } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { LanguageSwitch, ThemeSwitch } from '../settings/switches.tsx';
import { Brand } from '../shared/brand.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { useInvited } from './use-invited.ts';
import './log-in.css';

interface InvitationProps {
  client: Client;
  code: string;
  onLogIn: (session: Session) => void;
  /** To the log-in page. */
  onLeave: () => void;
}

export default function InvitationPage({ client, code, onLogIn, onLeave }: InvitationProps) {
  const { t } = useTranslation();
  const { invited, failure, reload } = useInvited(client, code);
  return (
    <main className="log-in">
      <title>{`${t('invitation.title')} · ${t('app.name')}`}</title>
      <div className="log-in-card">
        <header className="log-in-head">
          <Brand />
          <p>{invited?.site}</p>
        </header>
        <div className="log-in-form">
          <h1 className="log-in-title">{t('invitation.title')}</h1>
          {invited === null && failure === null && <p role="status">{t('app.loading')}</p>}
          {failure !== null && <FailureNote failure={failure} onRetry={reload} />}
          {invited !== null && (
            <PasswordForm
              username={invited.username}
              follow={(password) => client.followInvitation(code, password)}
              onLogIn={onLogIn}
            />
          )}
          <button type="button" className="button button-wide" onClick={onLeave}>
            {t('invitation.leave')}
          </button>
        </div>
      </div>
      <footer className="log-in-foot">
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </main>
  );
}

interface FormProps {
  username: string;
  follow: (password: string) => ReturnType<Client['followInvitation']>;
  onLogIn: (session: Session) => void;
}

function PasswordForm({ username, follow, onLogIn }: FormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<'short' | 'unequal' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = useCallback(async () => {
    const wrong =
      password.length < minPasswordLength ? 'short' : password === again ? null : 'unequal';
    setFault(wrong);
    if (wrong !== null) return;
    setBusy(true);
    const answer = await follow(password);
    setBusy(false);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onLogIn(answer.value);
  }, [password, again, follow, onLogIn]);
  return (
    <form
      className="invitation-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="field">
        <span className="field-label">{t('invitation.username')}</span>
        {/* Password managers keep the password under this name. */}
        <input
          className="input code"
          name="username"
          value={username}
          readOnly
          autoComplete="username"
        />
      </label>
      <NewPassword
        name="password"
        label={t('invitation.password')}
        value={password}
        onChange={setPassword}
      />
      <NewPassword name="again" label={t('invitation.again')} value={again} onChange={setAgain} />
      {fault !== null && (
        <p className="note note-danger" role="alert">
          {t(`invitation.${fault}`, { count: minPasswordLength })}
        </p>
      )}
      <RefusalNote failure={failure} />
      <button type="submit" className="button button-primary button-wide" disabled={isBusy}>
        {t('invitation.submit')}
      </button>
    </form>
  );
}

interface NewPasswordProps {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function NewPassword({ name, label, value, onChange }: NewPasswordProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        type="password"
        name={name}
        value={value}
        maxLength={256}
        autoComplete="new-password"
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
