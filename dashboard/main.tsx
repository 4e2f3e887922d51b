// The browser's entry point: sets up the app and renders it.
import './shared/without-eval.ts';
import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Router } from 'wouter';
import { basePath, pathBelow } from './api/own-address.ts';
import { App } from './app/app.tsx';
import { startWorker } from './app/start-worker.ts';
import { createTranslator } from './i18n/i18n.ts';
import { openDeviceStore } from './offline/device-store.ts';
import { DeviceStoreContext } from './session/device-store-context.ts';
import { readPreferences } from './settings/preferences.ts';
import './theme/index.css';

const preferences = readPreferences(localStorage, navigator.languages);
document.documentElement.dataset['theme'] = preferences.theme;
const { pathname, search, hash } = location;
const moved = pathBelow(basePath, pathname);
if (moved !== null) history.replaceState(history.state, '', `${moved}${search}${hash}`);
void start();
void startWorker();

/** Nothing may run while this file is loading: the texts need later parts of it. */
async function start(): Promise<void> {
  const [translator, store] = await Promise.all([
    createTranslator(preferences.language, ['texts']),
    openDeviceStore(),
  ]);
  const root = document.getElementById('root');
  if (!root) throw new Error('expected an element with the id "root"');
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={translator}>
        <Router base={basePath}>
          <DeviceStoreContext value={store}>
            <App preferences={preferences} storage={localStorage} />
          </DeviceStoreContext>
        </Router>
      </I18nextProvider>
    </StrictMode>,
  );
}
