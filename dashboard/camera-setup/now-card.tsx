// The current state of an added camera: its state and picture from the wall, its edge, and a link to its fences.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { cameraTakersOf, type SetUpCamera, type SetUpEdge } from '../../contracts/index.ts';
import { cameraPictureAddress } from '../api/addresses.ts';
import { useCameras } from '../cameras/use-cameras.ts';
import { useWatching } from '../cameras/use-watching.ts';
import { Icon } from '../shared/icon.tsx';
import { Scene } from '../shared/scene.tsx';
import { StateMark } from './state-mark.tsx';
import { TakersLine } from './takers-line.tsx';

export function NowCard({ camera, edges }: { camera: SetUpCamera; edges: readonly SetUpEdge[] }) {
  const { t } = useTranslation();
  const { cameras } = useCameras();
  const { id, name, origin, edge } = camera;
  useWatching([id]);
  const view = origin === 'overruled' ? undefined : cameras.find((one) => one.id === id);
  if (origin === 'overruled') return null;
  const path = encodeURIComponent(id);
  const at = view?.pictureAt ?? null;
  return (
    <section className="card now-card" aria-label={t('cameraSetup.now')}>
      <h2 className="card-title">{t('cameraSetup.now')}</h2>
      <div className="now-card-body">
        {view?.hasPicture === true && at !== null && (
          <Scene
            source={cameraPictureAddress(id, at)}
            alt={t('wall.pictureOf', { camera: name })}
            emptyText={t('wall.noPicture')}
            fences={view.fences}
          />
        )}
        <div>
          {view !== undefined && <StateMark view={view} />}
          <TakersLine takers={cameraTakersOf(edge, edges)} />
          <p className="field-hint">{t('cameraSetup.nowHint')}</p>
          <p className="camera-buttons">
            <Link href={`/fences/${path}`} className="button button-primary">
              <Icon name="polygon" />
              {t(view?.fences.length ? 'cameraSetup.fences' : 'cameraSetup.drawFence')}
            </Link>
            <Link href={`/wall?camera=${path}`} className="button">
              {t('cameraSetup.watch')}
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}
