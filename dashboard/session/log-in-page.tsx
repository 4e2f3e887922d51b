// The log-in page: name, password, and for new users language and theme.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import type { Session } from '../../contracts/index.ts';
import { LanguageSwitch, ThemeSwitch } from '../settings/switches.tsx';
import { Brand } from '../shared/brand.tsx';
import { Icon } from '../shared/icon.tsx';
import { ProviderLogIn } from './provider-log-in.tsx';
import { PasswordField } from './password-field.tsx';

interface LogInPageProps {
  client: Client;
  ended: boolean;
  onLogIn: (session: Session) => void;
}

export function LogInPage(props: LogInPageProps) {
  const { t } = useTranslation();
  return (
    <main className="log-in">
      <title>{`${t('logIn.title')} · ${t('app.name')}`}</title>
      <div className="log-in-card">
        <header className="log-in-head">
          <Brand />
          <p>{t('logIn.tagline')}</p>
        </header>
        <LogInForm {...props} />
        <ProviderLogIn client={props.client} />
      </div>
      <footer className="log-in-foot">
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </main>
  );
}

type Trouble = 'missing' | Failure | null;

function LogInForm({ client, ended, onLogIn }: LogInPageProps) {
  const { t } = useTranslation();
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (form: FormData) => {
    const username = textOf(form, 'username').trim();
    const password = textOf(form, 'password');
    if (username === '' || password === '') {
      setTrouble('missing');
      return;
    }
    setBusy(true);
    setTrouble(null);
    const answer = await client.logIn(username, password);
    setBusy(false);
    if (answer.status === 'ok') onLogIn(answer.value);
    if (answer.status === 'error') setTrouble(answer);
  };

  return (
    <form
      className="log-in-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <h1 className="log-in-title">{t('logIn.title')}</h1>
      {ended && !trouble && <p className="note note-info">{t('logIn.ended')}</p>}
      <label className="field">
        <span className="field-label">{t('logIn.username')}</span>
        <input
          className="input"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          maxLength={64}
        />
      </label>
      <PasswordField />
      <div role="alert">{trouble && <TroubleNote trouble={trouble} />}</div>
      <button type="submit" className="button button-primary button-wide" disabled={busy}>
        {busy ? t('logIn.busy') : t('logIn.submit')}
      </button>
    </form>
  );
}

function TroubleNote({ trouble }: { trouble: 'missing' | Failure }) {
  const { t } = useTranslation();
  const text =
    trouble === 'missing'
      ? t('logIn.missing')
      : trouble.reason === 'unauthorised'
        ? t('logIn.wrong')
        : t(`failure.${trouble.reason}`);
  return (
    <p className="note note-danger">
      <Icon name="warning" />
      {text}
    </p>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
