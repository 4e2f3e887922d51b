// Says that a camera has moved, that its fences are suspended, and lets the operator put them right.
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
import { MovedPanel } from './moved-panel.tsx';

export interface MovedBannerProps {
  cameraId: string;
}

const pollMs = 5000;

/** Nothing while the view is as it was. */
export function MovedBanner({ cameraId }: MovedBannerProps) {
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

interface MovedProps {
  camera: CameraView;
  view: ViewHealth;
  hasBefore: boolean;
  onConfirmed: () => void;
}

function Moved({ camera, view, hasBefore, onConfirmed }: MovedProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [isOpen, setOpen] = useState(true);
  const mayDecide = session.user.role === 'operator' || session.user.role === 'admin';
  return (
    <section className="moved card" aria-labelledby="moved-title" data-moved={camera.id}>
      <header className="moved-head">
        <Icon name="warning" />
        <div>
          <h2 className="moved-title" id="moved-title">
            {t('moved.title')}
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
            {t('moved.reopen')}
          </button>
        )}
      </header>
      {!mayDecide && <p>{t('moved.onlyOperators')}</p>}
      {isOpen && (
        <MovedPanel
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
  return <p className="muted">{t('moved.since', { time: formatMoment(at, format), duration })}</p>;
}
