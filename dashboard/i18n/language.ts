// The languages there are, and which one a browser that never chose gets.
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words: who looks for it may not read the other. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '中文' };

export function isLanguage(text: string | null): text is Language {
  return languages.some((language) => language === text);
}

/** The first of the browser's languages that we have, English when we have none. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}
