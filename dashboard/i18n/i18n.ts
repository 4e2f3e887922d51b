// The translator: created at the start with the texts of the first pages in the requested language. The rest is loaded with the
// pages that need it, and another language when it is chosen.
import i18next, { type BackendModule, type i18n, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Texts } from './en.ts';
import type { Language } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: Texts };
  }
}

/** `work`: for fences, back-tests and leaders' pages. `own`: for the site's own kinds, which need no loading. */
export type Part = 'texts' | 'work' | 'own';

/** Both languages have the same keys, so no fallback is needed. */
export async function createTranslator(
  language: Language,
  parts: readonly Part[] = ['texts', 'work'],
): Promise<i18n> {
  const translator = i18next.createInstance();
  await translator
    .use(initReactI18next)
    .use(textFiles)
    .init({
      lng: language,
      fallbackLng: false,
      load: 'currentOnly',
      ns: parts,
      defaultNS: 'texts',
      fallbackNS: ['work', 'own'],
      interpolation: { escapeValue: false }, // React escapes values.
      react: { useSuspense: false },
    });
  return translator;
}

const files: Record<string, () => Promise<ResourceKey>> = {
  'en texts': async () => (await import('./en.ts')).en,
  'en work': async () => (await import('./work-en.ts')).workEn,
  'zh-CN texts': async () => (await import('./zh-cn.ts')).zhCn,
  'zh-CN work': async () => (await import('./work-zh-cn.ts')).workZhCn,
};

const textFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, part, done) => {
    const load = files[`${language} ${part}`] ?? (() => Promise.resolve({}));
    load().then(
      (texts) => {
        done(null, texts);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : String(error), false);
      },
    );
  },
};
