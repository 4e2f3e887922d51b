// The translator: made once at start with both languages in it, so that a change of language needs no download.
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, type Texts } from './en.ts';
import type { Language } from './language.ts';
import { zhCn } from './zh-cn.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: Texts };
  }
}

export async function createTranslator(language: Language): Promise<i18n> {
  const translator = i18next.createInstance();
  await translator.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'texts',
    resources: { en: { texts: en }, 'zh-CN': { texts: zhCn } },
    interpolation: { escapeValue: false }, // React escapes.
  });
  return translator;
}
