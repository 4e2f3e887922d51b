// Changes the user's own password: the old one, and the new one twice. It ends all other sessions.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minPasswordLength } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { outcomeOf, textIn, type Outcome } from './form-text.ts';
import { OutcomeNote } from './outcome-note.tsx';

export function PasswordCard() {
  const { t } = useTranslation();
  const { client } = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isUnequal, setUnequal] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const password = textIn(data, 'password');
    const again = textIn(data, 'again');
    setUnequal(password !== again);
    setOutcome(null);
    if (password !== again) return;
    const answer = await client.changePassword(textIn(data, 'current'), password);
    setOutcome(outcomeOf(answer));
    if (answer.status === 'ok') form.reset();
  };
  return (
    <section className="card">
      <h2 className="card-title">{t('account.password')}</h2>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <Secret name="current" label={t('account.current')} autoComplete="current-password" />
        <Secret name="password" label={t('account.new')} autoComplete="new-password" />
        <Secret name="again" label={t('account.again')} autoComplete="new-password" />
        {isUnequal && (
          <p className="note note-danger" role="alert">
            {t('account.unequal')}
          </p>
        )}
        <OutcomeNote
          outcome={outcome}
          done={t('account.passwordChanged')}
          forbidden={t('account.wrongPassword')}
        />
        <button type="submit" className="button button-primary">
          {t('account.changePassword')}
        </button>
      </form>
    </section>
  );
}

interface SecretProps {
  name: string;
  label: string;
  autoComplete: 'current-password' | 'new-password';
}

export function Secret({ name, label, autoComplete }: SecretProps) {
  const isNew = autoComplete === 'new-password';
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        type="password"
        required
        maxLength={256}
        name={name}
        autoComplete={autoComplete}
        minLength={isNew ? minPasswordLength : 1}
      />
    </label>
  );
}
