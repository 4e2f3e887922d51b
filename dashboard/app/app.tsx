// The app: what surrounds everything, from the outside in, and the pages by address.
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { AccountPage } from '../account/account-page.tsx';
import { CaseDetailPage } from '../cases/detail/case-detail-page.tsx';
import { CasesPage } from '../cases/cases-page.tsx';
import { NewCaseAlarm } from '../cases/new-case-alarm.tsx';
import { FencePage } from '../fences/fence-page.tsx';
import { FencesPage } from '../fences/list/fences-page.tsx';
import { LiveProvider } from '../live/live-provider.tsx';
import { SessionProvider } from '../session/session-provider.tsx';
import { ReportPage } from '../reports/report-page.tsx';
import { PreferencesProvider } from '../settings/preferences-provider.tsx';
import type { Preferences, PreferenceStorage } from '../settings/preferences.ts';
import { HealthPage } from '../problems/health-page.tsx';
import { WatchProvider } from '../watch/watch-provider.tsx';
import { WallPage } from '../wall/wall-page.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { Page } from '../shared/page.tsx';
import { Shell } from './shell.tsx';

interface AppProps {
  preferences: Preferences;
  storage: PreferenceStorage;
}

export function App({ preferences, storage }: AppProps) {
  return (
    <PreferencesProvider initial={preferences} storage={storage}>
      <CrashGuard>
        <SessionProvider>
          <LiveProvider>
            <WatchProvider>
              <NewCaseAlarm />
              <Shell>
                <Pages />
              </Shell>
            </WatchProvider>
          </LiveProvider>
        </SessionProvider>
      </CrashGuard>
    </PreferencesProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={CasesPage} />
      <Route path="/cases/:id">{({ id }) => <CaseDetailPage key={id} id={id} />}</Route>
      <Route path="/wall" component={WallPage} />
      <Route path="/account" component={AccountPage} />
      <Route path="/report" component={ReportPage} />
      <Route path="/health" component={HealthPage} />
      <Route path="/fences" component={FencesPage} />
      <Route path="/fences/:id">{({ id }) => <FencePage key={id} cameraId={id} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}

function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.notFound')} documentTitle={t('app.notFound')}>
      <p>
        <Link href="/" className="button">
          {t('app.toAlerts')}
        </Link>
      </p>
    </Page>
  );
}
