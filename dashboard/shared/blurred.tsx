// Marks every picture and clip as a blurred copy, for users without originals. The session says who that is.
import { createContext, useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export const BlurredContext = createContext(false);

/** Whether all pictures and clips come as blurred copies. */
export function useBlurred(): boolean {
  return useContext(BlurredContext);
}

/** Covers its container. */
export function BlurMark() {
  const { t } = useTranslation();
  if (!useBlurred()) return null;
  return (
    <span className="blur-mark" title={t('blurred.about')}>
      {t('blurred.mark')}
    </span>
  );
}

/** Around a single picture. @param isOwn the user took it, and sees the original */
export function Blurable({ isOwn = false, children }: { isOwn?: boolean; children: ReactNode }) {
  const isBlurred = useBlurred() && !isOwn;
  if (!isBlurred) return children;
  return (
    <span className="blurable">
      {children}
      <BlurMark />
    </span>
  );
}
