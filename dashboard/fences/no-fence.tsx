// A camera without fences: its picture, and a link to draw the first fence.
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { cameraPictureAddress } from '../api/addresses.ts';
import { Scene } from '../shared/scene.tsx';

export function NoFence({ camera, readOnly }: { camera: CameraView; readOnly: boolean }) {
  const { t } = useTranslation();
  const { hasPicture, pictureAt } = camera;
  return (
    <div className="no-fence card">
      <Scene
        source={
          hasPicture && pictureAt !== null ? cameraPictureAddress(camera.id, pictureAt) : null
        }
        alt={t('wall.pictureOf', { camera: camera.name })}
        emptyText={t('wall.noPicture')}
      />
      <p className="empty-text">{t(readOnly ? 'fences.noneYet' : 'fences.noneYetDraw')}</p>
    </div>
  );
}
