// What a kind is called in the reader's language. A kind that nobody knows any more is called by its name.
import type { TFunction } from 'i18next';

export function kindText(t: TFunction, kind: string): string {
  return t(`kind.${kind}`, { defaultValue: kind });
}
