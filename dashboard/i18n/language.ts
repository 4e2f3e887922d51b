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

/** Said to whoever reads traditional characters, in these: the pages have simplified ones alone. */
export const simplifiedOnly = '本系統目前只有簡體中文和英文。';

/** Whether the first Chinese that a browser asks for is written in traditional characters. */
export function wantsTraditional(preferred: readonly string[]): boolean {
  const chinese = preferred.find((tag) => /^zh\b/i.test(tag));
  return chinese !== undefined && /^zh-(hant|tw|hk|mo)\b/i.test(chinese);
}
