// Reports that a camera has moved and its fences are suspended, and lets the operator correct them.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView, ViewHealth } from '../../contracts/index.ts';
import { useCameraNow } from '../back-test/now/use-camera-now.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';
import { formatMoment } from '../time/moment.ts';
import { useCameras } from '../cameras/use-cameras.ts';
import { MovedViewPanel } from './moved-view-panel.tsx';

export interface MovedViewBannerProps {
  cameraId: string;
}

const pollMs = 5000;

/** Empty while the view is unchanged. */
export function MovedViewBanner({ cameraId }: MovedViewBannerProps) {
  const { now, refresh } = useCameraNow(cameraId, pollMs);
  const { cameras } = useCameras();
  const camera = cameras.find(({ id }) => id === cameraId);
  if (!camera || now?.view?.state !== 'moved') return null;
  return (
    <Moved
      key={now.view.since}
      camera={camera}
      view={now.view}
      hasBefore={now.hasBefore}
      onConfirmed={refresh}
    />
  );
}

interface MovedViewProps {
  camera: CameraView;
  view: ViewHealth;
  hasBefore: boolean;
  onConfirmed: () => void;
}

function Moved({ camera, view, hasBefore, onConfirmed }: MovedViewProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [isOpen, setOpen] = useState(true);
  const mayDecide = session.user.role === 'operator' || session.user.role === 'admin';
  return (
    <section
      className="moved-view card"
      aria-labelledby="moved-view-title"
      data-moved-view={camera.id}
    >
      <header className="moved-view-head">
        <Icon name="warning" />
        <div>
          <h2 className="moved-view-title" id="moved-view-title">
            {t('movedView.title')}
          </h2>
          <Since at={view.since} />
        </div>
        {mayDecide && !isOpen && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setOpen(true);
            }}
          >
            {t('movedView.reopen')}
          </button>
        )}
      </header>
      {!mayDecide && <p>{t('movedView.onlyOperators')}</p>}
      {isOpen && (
        <MovedViewPanel
          {...{ camera, hasBefore, mayDecide, onConfirmed }}
          measured={view.shift}
          onRedraw={() => {
            setOpen(false);
          }}
        />
      )}
    </section>
  );
}

function Since({ at }: { at: number }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const duration = formatDuration(t, useNow() - at);
  return (
    <p className="muted">{t('movedView.since', { time: formatMoment(at, format), duration })}</p>
  );
}
