// Warns before the page is left with an unarmed draft: with the browser's question when the tab closes, with a dialog when a link
// of the app is pressed. The draft stays on this device either way.
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { basePath, pathBelow } from '../api/own-address.ts';
import { Dialog } from '../shared/dialog.tsx';

export function useLeaveWarning(isOn: boolean): ReactNode {
  const { t } = useTranslation();
  const [location, setLocation] = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const path = linkPathOf(event);
      if (path === null || path === location) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(path);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isOn, location]);
  if (wanted === null) return null;
  const stay = () => {
    setWanted(null);
  };
  return (
    <Dialog title={t('fences.leave.title')} onClose={stay}>
      <p>{t('fences.leave.text')}</p>
      <div className="dialog-buttons">
        <button
          type="button"
          className="button"
          onClick={() => {
            setLocation(wanted);
          }}
        >
          {t('fences.leave.go')}
        </button>
        <button type="button" className="button button-primary" autoFocus onClick={stay}>
          {t('fences.leave.stay')}
        </button>
      </div>
    </Dialog>
  );
}

/** The target of a link within the app; null when it leads elsewhere or into another tab. */
function linkPathOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== window.location.origin) return null;
  if (link.getAttribute('href')?.startsWith('#') || link.download !== '') return null;
  // Other paths of the host belong to other sites.
  if (pathBelow(basePath, link.pathname) !== null) return null;
  return (link.pathname.slice(basePath.length) || '/') + link.search;
}
