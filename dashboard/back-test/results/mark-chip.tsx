// Whether a would-be alert is gained, lost or kept by the draft, as a chip.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icon.tsx';
import type { Mark } from './entries.ts';

const markIcons = { gained: 'warning', lost: 'quiet', kept: 'check' } as const;

/** Empty without a comparison. */
export function MarkChip({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  if (mark === 'draft' || mark === 'armed') return null;
  return (
    <span className="chip mark-chip" data-mark={mark}>
      <Icon name={markIcons[mark]} />
      {t(`backTest.mark-${mark}`)}
    </span>
  );
}
