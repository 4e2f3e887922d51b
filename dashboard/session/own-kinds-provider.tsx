// Provides the site's own kinds to the app: their names go to the translator, the rest to the components below. Takes them from
// the session; unreadable ones are left out.
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { i18n } from 'i18next';
import { kindFileSchema, type KindFile, type KindSpec } from '../../contracts/index.ts';
import { evidenceTexts, kindTexts } from '../i18n/kind-texts.ts';
import { OwnKindsContext } from '../shared/own-kinds.ts';

interface OwnKindsProviderProps {
  written: readonly KindFile[];
  children: ReactNode;
}

export function OwnKindsProvider({ written, children }: OwnKindsProviderProps) {
  const { i18n: translator } = useTranslation();
  const own = useMemo(() => {
    const specs = readKinds(written);
    teach(translator, specs);
    return { specs, written };
  }, [written, translator]);
  return <OwnKindsContext value={own}>{children}</OwnKindsContext>;
}

/** A newer dispatch may send parts that this page does not know. */
export function readKinds(written: readonly KindFile[]): KindSpec[] {
  return written.flatMap((one) => kindFileSchema.safeParse(one).data ?? []);
}

export function teach(translator: i18n, own: readonly KindSpec[]): void {
  const tongues = [
    ['en', 'en'],
    ['zh-CN', 'zh'],
  ] as const;
  for (const [language, tongue] of tongues) {
    const texts = { ...kindTexts(tongue, own), evidence: evidenceTexts(tongue, own) };
    // The shipped names take precedence: common evidence keeps its name.
    translator.addResourceBundle(language, 'own', texts, true, true);
  }
}
