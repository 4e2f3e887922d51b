// A camera's picture with fences and a region drawn over it. The drawing uses normalised coordinates and fits the picture at any
// size and crop.
import { useState, type CSSProperties, type ReactNode } from 'react';
import type { Box, Kind, Point } from '../../contracts/index.ts';
import { BlurMark } from './blurred.tsx';
import { wholePicture, type Crop } from './crop.ts';
import { Icon } from './icon.tsx';
import { markOf, useOwnKinds } from './own-kinds.ts';

export interface SceneFence {
  id: string;
  kind: Kind;
  polygon: readonly Point[];
  open: boolean;
  /** Drawn thinner, beside the fence of that time. */
  isToday?: boolean;
}

interface SceneProps {
  /** Null while there is no picture. */
  source: string | null;
  alt: string;
  emptyText: string;
  fences?: readonly SceneFence[];
  region?: { box: Box; kind: Kind } | null;
  crop?: Crop;
  /** Over the picture, for badges. */
  children?: ReactNode;
}

const usualRatio = 16 / 9;

export function Scene(props: SceneProps) {
  const { source, alt, emptyText, fences = [], region = null, crop = wholePicture } = props;
  const [ratio, setRatio] = useState(usualRatio);
  const [broken, setBroken] = useState<string | null>(null);
  const shows = source !== null && broken !== source;
  return (
    <div className="scene" style={{ '--ratio': ratio } as CSSProperties}>
      <div className="scene-content" style={contentStyle(crop)}>
        {shows && (
          <img
            className="scene-picture"
            src={source}
            alt={alt}
            decoding="async"
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              if (naturalHeight > 0) setRatio(naturalWidth / naturalHeight);
            }}
            onError={() => {
              setBroken(source);
            }}
          />
        )}
        {shows && <Overlay fences={fences} region={region} />}
      </div>
      {!shows && (
        <p className="scene-empty">
          <Icon name="no-picture" />
          <span>{emptyText}</span>
        </p>
      )}
      {shows && <BlurMark />}
      {props.children}
    </div>
  );
}

export function Overlay({ fences = [], region = null }: Pick<SceneProps, 'fences' | 'region'>) {
  const own = useOwnKinds();
  return (
    <svg className="overlay" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {fences.map(({ id, kind, polygon, open, isToday }) => (
        <g
          key={id}
          className={`fence${open ? ' fence-open' : ''}${isToday ? ' fence-today' : ''}`}
          data-kind={kind}
          data-hue={markOf(kind, own).hue}
        >
          <polygon className="halo" points={pointsText(polygon)} />
          <polygon className="shape" data-fence={id} points={pointsText(polygon)} />
        </g>
      ))}
      {region && (
        <g className="region" data-kind={region.kind} data-hue={markOf(region.kind, own).hue}>
          <rect className="halo" {...region.box} />
          <rect className="shape" data-region="" {...region.box} />
        </g>
      )}
    </svg>
  );
}

function pointsText(polygon: readonly Point[]): string {
  return polygon.map(([x, y]) => `${x},${y}`).join(' ');
}

function contentStyle({ x, y, size }: Crop): CSSProperties {
  const percent = (share: number) => `${(share * 100) / size}%`;
  return {
    width: percent(1),
    height: percent(1),
    left: `-${percent(x)}`,
    top: `-${percent(y)}`,
  };
}
