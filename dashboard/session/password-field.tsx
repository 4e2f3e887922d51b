// The password field with a button to show it, and a warning when Caps Lock is on.
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';

export function PasswordField() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const noticeCapsLock = (event: KeyboardEvent) => {
    setCapsLock(event.getModifierState('CapsLock'));
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor="password">
        {t('logIn.password')}
      </label>
      <div className="input-group">
        <input
          className="input"
          id="password"
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          maxLength={256}
          aria-describedby={capsLock ? 'caps-lock' : undefined}
          onKeyDown={noticeCapsLock}
          onKeyUp={noticeCapsLock}
        />
        <button
          type="button"
          className="icon-button input-action"
          aria-label={shown ? t('logIn.hide') : t('logIn.show')}
          aria-pressed={shown}
          onClick={() => {
            setShown(!shown);
          }}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </button>
      </div>
      {capsLock && (
        <p className="field-warning" id="caps-lock">
          {t('logIn.capsLock')}
        </p>
      )}
    </div>
  );
}
