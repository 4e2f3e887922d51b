// Whether the armed version is in force on the camera: in force, pending, refused and why, or no report.
import { useTranslation } from 'react-i18next';
import type { CameraStatus, FenceVersion } from '../../../contracts/index.ts';
import { Icon, type IconName } from '../../shared/icon.tsx';
import { forceOf, type Force } from '../feed/in-force.ts';
import { RefusalText } from '../feed/refusal-text.tsx';

const icons: Record<Force['state'], IconName> = {
  'in-force': 'check',
  pending: 'clock',
  refused: 'warning',
  unknown: 'no-picture',
};
const tones: Record<Force['state'], string> = {
  'in-force': 'good',
  pending: 'todo',
  refused: 'bad',
  unknown: 'none',
};

interface ForceMarkProps {
  version: FenceVersion;
  status: CameraStatus | null;
}

export function ForceMark({ version, status }: ForceMarkProps) {
  const { t } = useTranslation();
  const force = forceOf(version, status);
  return (
    <>
      <span className="chip" data-tone={tones[force.state]}>
        <Icon name={icons[force.state]} />
        {t(`fences.force.${force.state}`)}
      </span>
      {force.state === 'refused' && (
        <span className="force-why">
          <RefusalText message={force.message} />
        </span>
      )}
    </>
  );
}
