// Says which edges watch a camera, or why none does.
import { useTranslation } from 'react-i18next';
import type { CameraTakers } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';

export function TakersLine({ takers }: { takers: CameraTakers }) {
  const { t } = useTranslation();
  if (takers.is === 'edges')
    return (
      <p className="takers">
        {t('cameraSetup.takers.edges', { edges: takers.edgeIds.join(', ') })}
      </p>
    );
  return (
    <p className={takers.is === 'place' ? 'takers' : 'takers is-none'}>
      {takers.is !== 'place' && <Icon name="warning" />}
      {t(`cameraSetup.takers.${takers.is}`)}
    </p>
  );
}
