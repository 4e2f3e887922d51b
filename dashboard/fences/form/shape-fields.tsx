// The outline and the holes of a fence as a list, for users who do not draw on the picture.
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import type { EditAction } from '../edit/edit-state.ts';
import { pointsOf, ringKey, ringsOf, type RingRef } from '../edit/ring.ts';
import { Faults } from './field.tsx';

interface ShapeFieldsProps {
  fence: FenceFile;
  dispatch: (action: EditAction) => void;
}

export function ShapeFields({ fence, dispatch }: ShapeFieldsProps) {
  const { t } = useTranslation();
  const rings = ringsOf(fence).filter(({ part }) => part !== 'permit');
  return (
    <div className="rows">
      {rings.map((ring) => (
        <div key={ringKey(ring)} className="area-line">
          <span>
            {nameOf(ring)} · {t('fences.form.points', { total: pointsOf(fence, ring).length })}
          </span>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              dispatch({ type: 'draw', ring });
            }}
          >
            {t('fences.form.redrawArea')}
          </button>
          {ring.part === 'hole' && (
            <button
              type="button"
              className="icon-button"
              aria-label={t('fences.form.removeHole', { number: ring.index + 1 })}
              onClick={() => {
                dispatch({ type: 'delete-ring', ring });
              }}
            >
              <Icon name="bin" />
            </button>
          )}
          <Faults path={ring.part === 'outline' ? 'polygon' : `holes[${ring.index}]`} />
        </div>
      ))}
      {fence.polygon.length === 0 && <Faults path="polygon" />}
      <Faults path="holes" only />
    </div>
  );

  function nameOf(ring: RingRef): string {
    const number = ring.part === 'outline' ? 1 : ring.index + 1;
    return t(`fences.ring.${ring.part}`, { number });
  }
}
