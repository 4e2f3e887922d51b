// The page of shifts: unsigned hand-overs, who is on duty with the button to take over, swaps, and the user's quiet hours. For
// all staff, on a phone and on a wide screen.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../account/use-list.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Page } from '../shared/page.tsx';
import { HandOverList } from './hand-over-list.tsx';
import { OnDutyList } from './on-duty-list.tsx';
import { QuietHoursCard } from './quiet-hours-card.tsx';
import { SwapList } from './swap-list.tsx';
import './shifts.css';

export default function ShiftsPage() {
  const { t } = useTranslation();
  const { client, session } = useSession();
  const duty = useList(useCallback((signal) => client.getDuty(null, signal), [client]));
  const { role } = session.user;
  const mayAct = role !== 'auditor';
  const me = duty.value?.me ?? null;
  return (
    <Page title={t('shifts.title')} documentTitle={t('shifts.title')}>
      <div className="shifts">
        {duty.failure && <FailureNote failure={duty.failure} onRetry={duty.reload} />}
        <HandOverList />
        <OnDutyList duty={duty.value} me={mayAct ? me : null} onTaken={duty.reload} />
        <SwapList duty={duty.value} me={mayAct ? me : null} onChanged={duty.reload} />
        {me !== null && <QuietHoursCard />}
        {duty.value !== null && me === null && role === 'responder' && (
          <p className="note note-info">{t('shifts.notInRoster')}</p>
        )}
      </div>
    </Page>
  );
}
