// Provides the preferences of this device and applies them to the page.
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { writePreferences, type Preferences, type PreferenceStorage } from './preferences.ts';

interface PreferencesValue {
  preferences: Preferences;
  change: (part: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesValue | null>(null);

export function usePreferences(): PreferencesValue {
  const value = useContext(PreferencesContext);
  if (!value) throw new Error('usePreferences needs a PreferencesProvider above it');
  return value;
}

interface PreferencesProviderProps {
  initial: Preferences;
  storage: PreferenceStorage;
  children: ReactNode;
}

export function PreferencesProvider({ initial, storage, children }: PreferencesProviderProps) {
  const { i18n } = useTranslation();
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((part: Partial<Preferences>) => {
    setPreferences((old) => ({ ...old, ...part }));
  }, []);
  useEffect(() => {
    writePreferences(storage, preferences);
    document.documentElement.lang = preferences.language;
    document.documentElement.dataset['theme'] = preferences.theme;
    void i18n.changeLanguage(preferences.language);
  }, [preferences, storage, i18n]);
  return <PreferencesContext value={{ preferences, change }}>{children}</PreferencesContext>;
}
