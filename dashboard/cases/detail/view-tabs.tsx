// Picture or clip, and the clips of several cameras together.
import { useTranslation } from 'react-i18next';
import { Choice } from '../../settings/choice.tsx';

export type EvidenceMedium = 'picture' | 'clip' | 'together';

interface ViewTabsProps {
  medium: EvidenceMedium;
  hasClip: boolean;
  /** How many cameras play together; 1 for none. */
  cameras: number;
  onChange: (medium: EvidenceMedium) => void;
}

export function ViewTabs({ medium, hasClip, cameras, onChange }: ViewTabsProps) {
  const { t } = useTranslation();
  const label = t('detail.together', { total: cameras });
  const together = cameras > 1 ? [{ value: 'together', label } as const] : [];
  return (
    <Choice
      label={t('detail.medium')}
      value={medium}
      options={[
        { value: 'picture', label: t('detail.picture') },
        { value: 'clip', label: hasClip ? t('detail.clip') : `${t('detail.clip')} …` },
        ...together,
      ]}
      onChange={onChange}
    />
  );
}
