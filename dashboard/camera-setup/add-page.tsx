// The page to add a camera. Afterwards the page of the new camera shows how it comes to life.
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FailureNote } from '../shared/failure-note.tsx';
import { BelowCameras } from './below-cameras.tsx';
import { CameraForm } from './camera-form.tsx';
import { LimitsCard } from './limits-card.tsx';
import { useSetup } from './use-setup.ts';
import './camera-setup.css';

export default function AddCameraPage() {
  const { t } = useTranslation();
  const { setup, failure, reload } = useSetup();
  const [, goTo] = useLocation();
  return (
    <BelowCameras title={t('cameraSetup.add')}>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {setup === null && !failure && <p role="status">{t('app.loading')}</p>}
      {setup !== null && (
        <CameraForm
          setup={setup}
          camera={null}
          onSaved={({ id }) => {
            goTo(`/cameras/edit/${encodeURIComponent(id)}?added`, { replace: true });
          }}
        />
      )}
      <LimitsCard />
    </BelowCameras>
  );
}
