// The preferences of this device: language, theme, sound. Stored as JSON in the browser; unreadable values are ignored.
import { z } from 'zod';
import { languages, pickLanguage, type Language } from '../i18n/language.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  language: Language;
  theme: Theme;
  sound: boolean;
}

export type PreferenceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const storageKey = 'fencewatch.preferences';
const storedSchema = z.object({
  language: z.enum(languages).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
  sound: z.boolean().optional().catch(undefined),
});

export function readPreferences(
  storage: PreferenceStorage,
  browserLanguages: readonly string[],
): Preferences {
  const { language, theme, sound } = parseStored(readItem(storage));
  return {
    language: language ?? pickLanguage(browserLanguages),
    theme: theme ?? 'auto',
    sound: sound ?? false,
  };
}

/** Storage may be full or forbidden; then a choice lasts until the page is closed. */
export function writePreferences(storage: PreferenceStorage, preferences: Preferences): void {
  try {
    storage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    return;
  }
}

function readItem(storage: PreferenceStorage): string | null {
  try {
    return storage.getItem(storageKey);
  } catch {
    return null;
  }
}

function parseStored(text: string | null): z.output<typeof storedSchema> {
  try {
    return storedSchema.safeParse(JSON.parse(text ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}
