// The name of a kind in the reader's language. An unknown kind keeps its own name.
import type { TFunction } from 'i18next';

export function kindText(t: TFunction, kind: string): string {
  return t(`kind.${kind}`, { defaultValue: kind });
}
