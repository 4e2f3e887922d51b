// The frame of a page: heading, side content, and body.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  title: ReactNode;
  documentTitle: string;
  /** Above the heading: the link back. */
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
