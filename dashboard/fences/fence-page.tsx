// The page of one camera's fences: finds the camera, its armed fences and its drafts, and shows the editor of the fence
// that the address names.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { useCameras } from '../wall/use-cameras.ts';
import { CameraFences } from './camera-fences.tsx';
import { useFences } from './feed/use-fences.ts';

const refreshMs = 10_000;

export function FencePage({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const cameras = useCameras(refreshMs);
  const feed = useFences(cameraId);
  const camera = cameras.cameras.find(({ id }) => id === cameraId);
  const failure = feed.failure ?? cameras.failure;
  const isLoading = cameras.status === 'loading' || feed.status === 'loading';
  const title = camera?.name ?? cameraId;
  return (
    <Page
      title={title}
      documentTitle={`${t('fences.title')}: ${title}`}
      above={
        <Link href="/fences" className="back-link">
          <Icon name="back" />
          {t('fences.title')}
        </Link>
      }
    >
      {failure && (
        <FailureNote
          failure={failure}
          onRetry={() => {
            feed.retry();
            cameras.retry();
          }}
        />
      )}
      {isLoading && (
        <span className="skeleton skeleton-canvas" role="status" aria-label={t('app.loading')} />
      )}
      {!isLoading && !camera && !failure && <p className="empty-text">{t('fences.noCamera')}</p>}
      {feed.status === 'ready' && camera && <CameraFences camera={camera} feed={feed} />}
    </Page>
  );
}
