// The account page: push on this device, the password, and the user's sessions.
import { useTranslation } from 'react-i18next';
import { Page } from '../shared/page.tsx';
import { useSession } from '../session/session-provider.tsx';
import { PasswordCard } from './password-card.tsx';
import { PushCard } from './push-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

export default function AccountPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const { cells } = session.user;
  return (
    <Page title={t('account.title')} documentTitle={t('account.title')}>
      <div className="account">
        {cells && (
          <p className="note note-info">{t('account.cells', { cells: cells.join(', ') })}</p>
        )}
        <PushCard />
        <PasswordCard />
        <SessionsCard />
      </div>
    </Page>
  );
}
