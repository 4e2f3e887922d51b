// The menu behind the user's name: the user, language, theme, sound, log out.
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSession } from '../session/session-provider.tsx';
import { useQueuedSteps } from '../responder/outbox-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { LanguageSwitch, ThemeSwitch } from '../settings/switches.tsx';
import { useDismiss } from './use-dismiss.ts';

export function SettingsMenu() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useDismiss(root, open, () => {
    setOpen(false);
  });
  return (
    <div className="menu" ref={root}>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span className="visually-hidden">{t('settings.open')}: </span>
        <span className="avatar" aria-hidden="true">
          {session.user.username.charAt(0).toUpperCase()}
        </span>
        <span className="menu-who">
          <span className="menu-name">{session.user.username}</span>
          <span className="menu-role">{t(`role.${session.user.role}`)}</span>
        </span>
        <Icon name="more" />
      </button>
      <div className="menu-panel" id={panelId} hidden={!open}>
        <SettingsPanel
          onLeave={() => {
            setOpen(false);
          }}
        />
      </div>
    </div>
  );
}

function SettingsPanel({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const { session, logOut } = useSession();
  const { preferences, change } = usePreferences();
  const unsent = useQueuedSteps().filter(({ refusal }) => refusal === null).length;
  return (
    <>
      <p className="menu-account">
        {t('settings.signedInAs')} <strong>{session.user.username}</strong> ·{' '}
        {t(`role.${session.user.role}`)}
      </p>
      <Link href="/account" className="button button-wide" onClick={onLeave}>
        {t('settings.account')}
      </Link>
      {session.user.role === 'admin' && session.user.cells === undefined && (
        <Link href="/first-steps" className="button button-wide" onClick={onLeave}>
          {t('settings.firstSteps')}
        </Link>
      )}
      <Link href="/shifts" className="button button-wide" onClick={onLeave}>
        {t('settings.shifts')}
      </Link>
      <LanguageSwitch />
      <ThemeSwitch />
      <label className="toggle-row">
        <span>{t('settings.sound')}</span>
        <input
          type="checkbox"
          role="switch"
          className="toggle"
          checked={preferences.sound}
          onChange={(event) => {
            change({ sound: event.target.checked });
          }}
        />
      </label>
      <button
        type="button"
        className="button button-wide"
        onClick={() => {
          // Log-out wipes this phone.
          if (unsent > 0 && !confirm(t('responder.unsentAtLogOut', { total: unsent }))) return;
          void logOut();
        }}
      >
        <Icon name="log-out" />
        {t('settings.logOut')}
      </button>
    </>
  );
}
