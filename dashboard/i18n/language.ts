// The languages, and the default for a browser without a choice.
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words, so that its readers find it. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '中文' };

export function isLanguage(text: string | null): text is Language {
  return languages.some((language) => language === text);
}

/** The first of the browser's languages that we have, else English. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}

/** Shown to readers of traditional Chinese: the pages exist in simplified Chinese only. */
export const simplifiedOnly = '本系統目前只有簡體中文和英文。';

/** Whether the first Chinese in the browser's languages is traditional. */
export function wantsTraditional(preferred: readonly string[]): boolean {
  const chinese = preferred.find((tag) => /^zh\b/i.test(tag));
  return chinese !== undefined && /^zh-(hant|tw|hk|mo)\b/i.test(chinese);
}
