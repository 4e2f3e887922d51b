// The language and theme switches, the same on the log-in page and in the menu.
import { useTranslation } from 'react-i18next';
import { languageNames, languages, simplifiedOnly, wantsTraditional } from '../i18n/language.ts';
import { Choice } from './choice.tsx';
import { usePreferences } from './preferences-provider.tsx';
import { themes } from './preferences.ts';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const isTold = preferences.language === 'zh-CN' && wantsTraditional(navigator.languages);
  return (
    <>
      <Choice
        label={t('settings.language')}
        value={preferences.language}
        options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        onChange={(language) => {
          change({ language });
        }}
      />
      {isTold && (
        <p className="field-hint" lang="zh-TW">
          {simplifiedOnly}
        </p>
      )}
    </>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  return (
    <Choice
      label={t('settings.theme')}
      value={preferences.theme}
      options={themes.map((value) => ({ value, label: t(`settings.theme-${value}`) }))}
      onChange={(theme) => {
        change({ theme });
      }}
    />
  );
}
