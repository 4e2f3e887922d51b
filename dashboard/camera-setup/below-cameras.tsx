// What the pages below the list of cameras share: the frame with the way back, and the field for the reason of a change.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';

interface BelowCamerasProps {
  title: string;
  /** The title when absent. */
  documentTitle?: string;
  children: ReactNode;
}

export function BelowCameras({ title, documentTitle = title, children }: BelowCamerasProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={title}
      documentTitle={documentTitle}
      above={
        <Link href="/cameras" className="back-link">
          <Icon name="back" />
          {t('cameraSetup.back')}
        </Link>
      }
    >
      <div className="camera-setup">{children}</div>
    </Page>
  );
}

interface ReasonFieldProps {
  reason: string;
  onChange: (reason: string) => void;
}

export function ReasonField({ reason, onChange }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t('cameraSetup.reason')}</span>
      <input
        className="input"
        value={reason}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
