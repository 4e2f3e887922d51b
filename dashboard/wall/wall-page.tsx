// The camera wall: every camera's last picture, its open incidents, and which cameras need attention.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { Page } from '../shared/page.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { countStates } from '../cameras/camera-condition.ts';
import { CameraTile } from './camera-tile.tsx';
import { useCameras } from '../cameras/use-cameras.ts';
import { useWatchingSeen } from '../cameras/use-watching.ts';

const refreshMs = 10_000;

export default function WallPage() {
  const { t } = useTranslation();
  const { status, cameras, failure, retry } = useCameras(refreshMs);
  const sought = useSoughtCamera(cameras.length > 0);
  const list = useRef<HTMLUListElement>(null);
  useWatchingSeen(
    list,
    cameras.map(({ id }) => id),
  );
  return (
    <Page
      title={t('wall.title')}
      documentTitle={t('wall.title')}
      aside={
        <ul className="state-counts">
          {countStates(cameras).map(({ state, tone, total }) => (
            <li key={state} className="state-count" data-tone={tone}>
              <span className="state-dot" aria-hidden="true" />
              {total} {t(`cameraState.${state}`)}
            </li>
          ))}
        </ul>
      }
    >
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {status === 'loading' && <WallSkeleton />}
      {status === 'ready' && cameras.length === 0 && <NoCameras />}
      <ul ref={list} className="wall" aria-label={t('wall.list')}>
        {cameras.map((camera) => (
          <CameraTile key={camera.id} camera={camera} isSought={camera.id === sought} />
        ))}
      </ul>
    </Page>
  );
}

/** `?camera=…` in the address scrolls to that tile. */
function useSoughtCamera(isReady: boolean): string | null {
  const [search] = useSearchParams();
  const sought = search.get('camera');
  useEffect(() => {
    if (isReady && sought !== null)
      document.querySelector('.camera.is-sought')?.scrollIntoView({ block: 'center' });
  }, [isReady, sought]);
  return sought;
}

function WallSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="wall" role="status" aria-label={t('app.loading')}>
      {[0, 1, 2].map((tile) => (
        <span key={tile} className="skeleton skeleton-tile" />
      ))}
    </div>
  );
}

function NoCameras() {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <Icon name="camera" className="empty-icon" />
      <h2 className="empty-title">{t('wall.emptyTitle')}</h2>
      <p className="empty-text">{t('wall.emptyText')}</p>
    </div>
  );
}
