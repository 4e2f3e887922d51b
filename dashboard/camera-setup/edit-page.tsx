// The page of one camera that was added here: its state now, its form, its versions, and its removal.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { CameraSetup, SetUpCamera } from '../../contracts/index.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { BelowCameras } from './below-cameras.tsx';
import { CameraForm } from './camera-form.tsx';
import { NowCard } from './now-card.tsx';
import { RemoveCard } from './remove-card.tsx';
import { useSetup } from './use-setup.ts';
import { VersionsCard } from './versions-card.tsx';
import './camera-setup.css';

export default function EditCameraPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { setup, failure, reload } = useSetup();
  const camera = setup?.cameras.find((one) => one.id === id && one.version !== null) ?? null;
  return (
    <BelowCameras
      title={camera?.name ?? t('cameraSetup.editTitle')}
      documentTitle={`${t('cameraSetup.editTitle')}: ${camera?.name ?? id}`}
    >
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {setup !== null && camera === null && <p>{t('cameraSetup.noCamera')}</p>}
      {setup !== null && camera !== null && (
        <Camera setup={setup} camera={camera} onChanged={reload} />
      )}
    </BelowCameras>
  );
}

interface CameraProps {
  setup: CameraSetup;
  camera: SetUpCamera;
  onChanged: () => void;
}

function Camera({ setup, camera, onChanged }: CameraProps) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [saved, setSaved] = useState<number | null>(null);
  // After a change of one's own the form begins anew, with the version that was saved.
  const isStillOld = saved !== null && camera.version !== null && camera.version < saved;
  const { name, version } = camera;
  return (
    <>
      {search.has('added') && saved === null && (
        <p className="note note-good" role="status">
          <Icon name="check" />
          {t('cameraSetup.added', { name })}
        </p>
      )}
      {saved !== null && (
        <p className="note note-good" role="status">
          <Icon name="check" />
          {t('cameraSetup.saved', { version: saved })}
        </p>
      )}
      {camera.origin === 'overruled' && (
        <p className="note note-warn">{t('cameraSetup.originMeans.overruled')}</p>
      )}
      {!camera.isReadable && <p className="note note-warn">{t('cameraSetup.unreadable')}</p>}
      <NowCard camera={camera} edges={setup.edges} />
      {!isStillOld && (
        <CameraForm
          key={saved ?? 0}
          setup={setup}
          camera={camera}
          onSaved={(made) => {
            setSaved(made.version);
            onChanged();
          }}
        />
      )}
      <VersionsCard key={`of ${version}`} id={camera.id} />
      <RemoveCard camera={camera} />
    </>
  );
}
