// The page of one camera's fences: loads the camera, its armed fences and its drafts, and shows the editor of the fence in the
// address.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../shared/page.tsx';
import { Icon } from '../shared/icon.tsx';
import { CameraFences } from './camera-fences.tsx';
import { ArmedState, useArmed } from './feed/use-armed.tsx';

export default function FencePage({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const armed = useArmed(cameraId);
  const { cameras, feed, failure, isLoading } = armed;
  const camera = cameras.find(({ id }) => id === cameraId);
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
      <ArmedState armed={armed} shape="canvas" />
      {!isLoading && !camera && !failure && <p className="empty-text">{t('fences.noCamera')}</p>}
      {feed.status === 'ready' && camera && <CameraFences camera={camera} feed={feed} />}
    </Page>
  );
}
