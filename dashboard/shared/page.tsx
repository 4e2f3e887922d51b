// The frame of a page: its heading, something beside it, and the content.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  title: ReactNode;
  documentTitle: string;
  /** Stands above the heading: the way back. */
  above?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

export function Page({ title, documentTitle, above, aside, children }: PageProps) {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${documentTitle} · ${t('app.name')}`}</title>
      {above}
      <header className="page-head">
        <h1 className="page-title">{title}</h1>
        {aside}
      </header>
      {children}
    </>
  );
}
