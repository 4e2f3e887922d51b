// Picture or clip.
import { useTranslation } from 'react-i18next';
import { Choice } from '../../settings/choice.tsx';

export type EvidenceMedium = 'picture' | 'clip';

interface ViewTabsProps {
  medium: EvidenceMedium;
  hasClip: boolean;
  onChange: (medium: EvidenceMedium) => void;
}

export function ViewTabs({ medium, hasClip, onChange }: ViewTabsProps) {
  const { t } = useTranslation();
  return (
    <Choice
      label={t('detail.medium')}
      value={medium}
      options={[
        { value: 'picture', label: t('detail.picture') },
        { value: 'clip', label: hasClip ? t('detail.clip') : `${t('detail.clip')} …` },
      ]}
      onChange={onChange}
    />
  );
}
