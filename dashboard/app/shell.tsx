// The frame of every page: brand, navigation, connection, settings. A rail on a wide screen, a tab bar under the thumb on a
// phone; the same elements, placed by CSS.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useConnection } from '../live/live-provider.tsx';
import { useSession } from '../session/session-provider.tsx';
import { UnsentBar } from '../responder/unsent-bar.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { Tabs } from './tabs.tsx';
import { Brand } from '../shared/brand.tsx';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('app.skip')}
      </a>
      <header className="top">
        <Link href="/" className="top-brand">
          <Brand />
        </Link>
        {session.site && <p className="site-name">{session.site.name}</p>}
        <Tabs />
        <div className="top-end">
          <ConnectionDot />
          <SettingsMenu />
        </div>
      </header>
      <div className="body">
        <LostBanner />
        <UnsentBar />
        <main className="content" id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function ConnectionDot() {
  const { t } = useTranslation();
  const { state } = useConnection();
  return (
    <p className="connection" data-state={state} role="status">
      <span className="connection-dot" aria-hidden="true" />
      {t(`connection.${state}`)}
      {state === 'lost' && <LastHeard />}
    </p>
  );
}

/** Continues to count while nothing arrives. */
function LastHeard() {
  const { t } = useTranslation();
  const { lastHeardAt } = useConnection();
  const now = useNow();
  if (lastHeardAt === null) return null;
  const duration = formatDuration(t, now - lastHeardAt);
  return <span className="last-heard">{t('connection.lastHeard', { duration })}</span>;
}

function LostBanner() {
  const { t } = useTranslation();
  const { state } = useConnection();
  if (state !== 'lost') return null;
  return (
    <p className="banner">
      <Icon name="warning" />
      <span>
        {t('connection.lostLong')} <LastHeard />
      </span>
    </p>
  );
}
