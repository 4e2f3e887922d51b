// The pictures before and after the move, side by side or overlaid, with the fences on both.
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { beforePictureAddress, cameraPictureAddress } from '../api/addresses.ts';
import { Choice } from '../settings/choice.tsx';
import { Overlay, Scene } from '../shared/scene.tsx';
import type { Shift } from './moved-view-state.ts';
import { MovableFences } from './movable-fences.tsx';

interface CompareProps {
  camera: CameraView;
  hasBefore: boolean;
  mayDecide: boolean;
  shift: Shift;
  onMove: (by: Shift) => void;
}

const layouts = ['side', 'slide'] as const;

export function Compare({ camera, hasBefore, mayDecide, shift, onMove }: CompareProps) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<(typeof layouts)[number]>('side');
  const before = hasBefore ? beforePictureAddress(camera.id) : null;
  const fences = <MovableFences {...{ camera, shift, onMove }} readOnly={!mayDecide} />;
  return (
    <div className="compare">
      {hasBefore && (
        <Choice
          label={t('movedView.layout')}
          value={layout}
          options={layouts.map((value) => ({ value, label: t(`movedView.${value}`) }))}
          onChange={setLayout}
        />
      )}
      {layout === 'slide' && before !== null ? (
        <Slider camera={camera} before={before} />
      ) : (
        <div className="compare-pair">
          <figure>
            <figcaption>{t('movedView.before')}</figcaption>
            <Scene
              source={before}
              alt={t('movedView.beforeOf')}
              emptyText={t('movedView.noBefore')}
              fences={camera.fences}
            />
          </figure>
          <figure>
            <figcaption>{t('movedView.after')}</figcaption>
            <Now camera={camera}>{fences}</Now>
          </figure>
        </div>
      )}
    </div>
  );
}

function Now({ camera, children }: { camera: CameraView; children?: ReactNode }) {
  const { t } = useTranslation();
  const { hasPicture, pictureAt, id } = camera;
  return (
    <Scene
      source={hasPicture && pictureAt !== null ? cameraPictureAddress(id, pictureAt) : null}
      alt={t('movedView.afterOf')}
      emptyText={t('wall.noPicture')}
    >
      {children}
    </Scene>
  );
}

function Slider({ camera, before }: { camera: CameraView; before: string }) {
  const { t } = useTranslation();
  const [percent, setPercent] = useState(50);
  return (
    <div className="compare-slide" style={{ '--cut': `${percent}%` } as CSSProperties}>
      <Now camera={camera}>
        <span className="compare-before">
          <img src={before} alt={t('movedView.beforeOf')} />
          <Overlay fences={camera.fences} />
        </span>
      </Now>
      <input
        type="range"
        min={0}
        max={100}
        value={percent}
        aria-label={t('movedView.slider')}
        onChange={({ currentTarget }) => {
          setPercent(Number(currentTarget.value));
        }}
      />
    </div>
  );
}
