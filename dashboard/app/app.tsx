// The app: its providers, from the outside in, and its pages by address.
import { lazy, Suspense } from 'react';
import { getI18n, useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { NewCaseAlarm } from '../cases/new-case-alarm.tsx';
import { LiveProvider } from '../live/live-provider.tsx';
import { SessionProvider } from '../session/session-provider.tsx';
import { OutboxProvider } from '../responder/outbox-provider.tsx';
import { PreferencesProvider } from '../settings/preferences-provider.tsx';
import type { Preferences, PreferenceStorage } from '../settings/preferences.ts';
import { WatchProvider } from '../watch/watch-provider.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { Page } from '../shared/page.tsx';
import { PageWaits } from '../shared/page-waits.tsx';
import { PageMemoryProvider } from '../shared/page-memory.tsx';
import { Shell } from './shell.tsx';

// Each page is loaded when it is opened. The service worker has those of a responder already.
const CasesPage = lazy(() => import('../cases/cases-page.tsx'));
const CaseDetailPage = lazy(() => import('../cases/detail/case-detail-page.tsx'));
const AccountPage = lazy(() => withWorkTexts(import('../account/account-page.tsx')));
// Pages for leaders, which others never load.
const DeskPage = lazy(() => withWorkTexts(import('../duty-desk/desk-page.tsx')));
const MapPage = lazy(() => withWorkTexts(import('../map/map-page.tsx')));
const SupervisionPage = lazy(() => withWorkTexts(import('../supervision/supervision-page.tsx')));
const FencePage = lazy(() => withWorkTexts(import('../fences/fence-page.tsx')));
const FencesPage = lazy(() => withWorkTexts(import('../fences/list/fences-page.tsx')));
const HealthPage = lazy(() => import('../problems/health-page.tsx'));
const ReportPage = lazy(() => import('../reports/report-page.tsx'));
const ShiftsPage = lazy(() => withWorkTexts(import('../shifts/shifts-page.tsx')));
const ReviewsPage = lazy(() => withWorkTexts(import('../reviews/reviews-page.tsx')));
const QualityPage = lazy(() => withWorkTexts(import('../quality/quality-page.tsx')));
const SamplePage = lazy(() => withWorkTexts(import('../quality/sample-page.tsx')));
const CamerasPage = lazy(() => withWorkTexts(import('../camera-setup/cameras-page.tsx')));
const AddCameraPage = lazy(() => withWorkTexts(import('../camera-setup/add-page.tsx')));
const ImportCamerasPage = lazy(() => withWorkTexts(import('../camera-setup/import-page.tsx')));
const EditCameraPage = lazy(() => withWorkTexts(import('../camera-setup/edit-page.tsx')));
const PeoplePage = lazy(() => withWorkTexts(import('../people/people-page.tsx')));
const AddPersonPage = lazy(() => withWorkTexts(import('../people/add-page.tsx')));
const EditPersonPage = lazy(() => withWorkTexts(import('../people/edit-page.tsx')));
const ImportPeoplePage = lazy(() => withWorkTexts(import('../people/import-page.tsx')));
const UnitsPage = lazy(() => withWorkTexts(import('../people/units-page.tsx')));
const UserPage = lazy(() => withWorkTexts(import('../people/user-page.tsx')));
const FirstRunPage = lazy(() => withWorkTexts(import('../first-run/first-run-page.tsx')));
const WallPage = lazy(() => withWorkTexts(import('../wall/wall-page.tsx')));

/** A page, shown when its texts are loaded too. */
async function withWorkTexts<T>(page: Promise<T>): Promise<T> {
  await getI18n().loadNamespaces('work');
  return page;
}

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
              <OutboxProvider>
                <NewCaseAlarm />
                <PageMemoryProvider>
                  <Shell>
                    <Suspense fallback={<PageWaits />}>
                      <Pages />
                    </Suspense>
                  </Shell>
                </PageMemoryProvider>
              </OutboxProvider>
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
      <Route path="/desk" component={DeskPage} />
      <Route path="/supervision" component={SupervisionPage} />
      <Route path="/quality" component={QualityPage} />
      <Route path="/quality/:id">{({ id }) => <SamplePage key={id} id={id} />}</Route>
      <Route path="/map" component={MapPage} />
      <Route path="/wall" component={WallPage} />
      <Route path="/cameras" component={CamerasPage} />
      <Route path="/cameras/add" component={AddCameraPage} />
      <Route path="/cameras/import" component={ImportCamerasPage} />
      <Route path="/cameras/edit/:id">{({ id }) => <EditCameraPage key={id} id={id} />}</Route>
      <Route path="/first-steps" component={FirstRunPage} />
      <Route path="/people" component={PeoplePage} />
      <Route path="/people/add" component={AddPersonPage} />
      <Route path="/people/import" component={ImportPeoplePage} />
      <Route path="/people/units" component={UnitsPage} />
      <Route path="/people/edit/:id">{({ id }) => <EditPersonPage key={id} id={id} />}</Route>
      <Route path="/people/log-in/:username">
        {({ username }) => <UserPage key={username} username={username} />}
      </Route>
      <Route path="/shifts" component={ShiftsPage} />
      <Route path="/reviews" component={ReviewsPage} />
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
