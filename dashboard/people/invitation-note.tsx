// An invitation, shown once: its link, how long it is valid, and buttons to copy it or to pass it to another app of the phone.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInvitation } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { formatMoment } from '../time/moment.ts';

export function InvitationNote({
  invitation: { link, expiresAt },
}: {
  invitation: UserInvitation;
}) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const copy = () => {
    // Without https browsers have no clipboard.
    const writing = 'clipboard' in navigator ? navigator.clipboard.writeText(link) : null;
    void (writing ?? Promise.reject(new Error('no clipboard'))).then(
      () => {
        setCopied('yes');
      },
      () => {
        setCopied('no');
      },
    );
  };
  const canShare = 'share' in navigator;
  return (
    <div className="person-card" role="status">
      <p>{t('people.invited', { moment: formatMoment(expiresAt, format) })}</p>
      <pre className="invite-link code" tabIndex={0}>
        {link}
      </pre>
      <p className="camera-buttons">
        <button type="button" className="button button-primary" onClick={copy}>
          {t('people.copy')}
        </button>
        {canShare && (
          <button
            type="button"
            className="button"
            onClick={() => {
              // Closing the sheet is no fault.
              navigator.share({ url: link }).catch(() => undefined);
            }}
          >
            {t('people.share')}
          </button>
        )}
        {copied !== null && <span>{t(`people.copied.${copied}`)}</span>}
      </p>
    </div>
  );
}
