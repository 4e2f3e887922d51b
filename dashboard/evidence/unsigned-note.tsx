// Says how many alerts of a case no edge has signed. Shows nothing while all are signed.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';

export function UnsignedNote({ detail }: { detail: Pick<CaseDetail, 'events'> }) {
  const { t } = useTranslation();
  const unsigned = detail.events.filter(({ signed }) => signed === false).length;
  if (unsigned === 0) return null;
  return (
    <div className="note spoilt-note" role="note">
      <Icon name="warning" />
      <p>{t('spoilt.unsigned', { unsigned, total: detail.events.length })}</p>
    </div>
  );
}
