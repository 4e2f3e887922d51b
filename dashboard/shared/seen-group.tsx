// What was seen in one picture, as an SVG group in normalised coordinates: labelled objects and static regions. Use it inside `<svg
// viewBox="0 0 1 1" preserveAspectRatio="none">` over the picture.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box, Observation } from '../../contracts/index.ts';
import { countSeen, nameOfRegion, pathOfSpans, type SeenName } from './seen.ts';
import { usePixelSize, type PixelSize } from './use-pixel-size.ts';

export interface SeenGroupProps {
  observation: Observation | null;
  /** Whether it shows the present or the past, for screen readers. */
  tense: 'now' | 'then';
}

export function SeenGroup({ observation, tense }: SeenGroupProps) {
  const { t } = useTranslation();
  const group = useRef<SVGGElement>(null);
  const pixel = usePixelSize(group);
  const counts = observation ? countSeen(observation) : [];
  const things = counts.map(({ name, total }) => `${t(`thing.${name}`)} ×${total}`).join(', ');
  const label = counts.length > 0 ? t(`${tense}.seen`, { things }) : t(`${tense}.nothing`);
  return (
    <g ref={group} className="now" role="img" aria-label={label} data-now={observation?.capturedAt}>
      {/* Gives the group a measurable place on the screen, even when it is empty. */}
      <rect className="now-frame" width={1} height={1} />
      {observation?.regions.map((region) => (
        <g key={region.id} className="now-region" data-region={region.id}>
          <path d={pathOfSpans(region.spans, observation.grid)} />
          {pixel && <Label box={region.box} name={nameOfRegion(region)} pixel={pixel} below />}
        </g>
      ))}
      {observation?.tracks.map(({ id, thing, box, stationarySince }) => (
        <g
          key={id}
          className={stationarySince === null ? 'now-track' : 'now-track now-still'}
          data-track={id}
        >
          <rect className="now-halo" {...box} />
          <rect className="now-box" {...box} />
          {pixel && <Label box={box} name={thing} pixel={pixel} />}
        </g>
      ))}
    </g>
  );
}

interface LabelProps {
  box: Box;
  name: SeenName;
  pixel: PixelSize;
  /** Below the box instead of above it: a region and a track may share a place. */
  below?: boolean;
}

const labelHeightPx = 16;

/** In screen pixels at every zoom. */
function Label({ box, name, pixel, below = false }: LabelProps) {
  const { t } = useTranslation();
  const gap = 3 * pixel.y;
  const room = labelHeightPx * pixel.y;
  const under = Math.min(1 - gap, box.y + box.height + room - gap);
  const y = below || box.y < room ? under : box.y - gap;
  return (
    <text transform={`translate(${box.x} ${y}) scale(${pixel.x} ${pixel.y})`}>
      {t(`thing.${name}`)}
    </text>
  );
}
