// One camera in the list: state, origin, address, who watches it, and what can be done.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SetUpCamera } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';
import { Icon } from '../shared/icon.tsx';
import type { ListedCamera } from './find-cameras.ts';
import { StateMark } from './state-mark.tsx';
import { TakersLine } from './takers-line.tsx';

export function CameraRow({ listed: { camera, view, takers } }: { listed: ListedCamera }) {
  const { t } = useTranslation();
  const { id, name, origin, source, hasLogIn, isReadable, location } = camera;
  const fences = view?.fences.length ?? 0;
  // Ask about edges only while it is unknown who watches the camera.
  const isWatched = view !== null && ['live', 'starting'].includes(conditionOf(view).state);
  return (
    <li className="camera-row card" data-camera={id} data-origin={origin}>
      <div className="camera-row-head">
        <h2 className="camera-name">{name}</h2>
        {view !== null && <StateMark view={view} />}
        <span className="chip" data-tone={origin === 'overruled' ? 'todo' : undefined}>
          {t(`cameraSetup.origin.${origin}`)}
        </span>
      </div>
      <p className="camera-facts">
        <span className="code">{id}</span>
        <span className="code camera-source">{source}</span>
        <span>{t(hasLogIn ? 'cameraSetup.hasLogIn' : 'cameraSetup.noLogIn')}</span>
        {location !== null && <span>{location}</span>}
      </p>
      {origin !== 'dashboard' && (
        <p className="camera-facts">{t(`cameraSetup.originMeans.${origin}`)}</p>
      )}
      {!isReadable && <p className="note note-warn">{t('cameraSetup.unreadable')}</p>}
      {origin === 'dashboard' && !isWatched && <TakersLine takers={takers} />}
      {isWatched && view.status !== null && (
        <TakersLine takers={{ is: 'edges', edgeIds: [view.status.edgeId] }} />
      )}
      <RowLinks camera={camera} fences={fences} />
    </li>
  );
}

function RowLinks({
  camera: { id, origin, name },
  fences,
}: {
  camera: SetUpCamera;
  fences: number;
}) {
  const { t } = useTranslation();
  const path = encodeURIComponent(id);
  return (
    <p className="camera-buttons">
      {origin !== 'site-file' && (
        <Link href={`/cameras/edit/${path}`} className="button">
          <span className="visually-hidden">{name}: </span>
          {t('cameraSetup.edit')}
        </Link>
      )}
      {origin !== 'overruled' && (
        <Link href={`/fences/${path}`} className="button">
          <Icon name="polygon" />
          <span className="visually-hidden">{name}: </span>
          {fences === 0 ? t('cameraSetup.drawFence') : `${t('cameraSetup.fences')}: ${fences}`}
        </Link>
      )}
    </p>
  );
}
