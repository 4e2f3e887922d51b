// Below the drawing area: the next drawing step, and the faults of the shape.
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { faultsAt, type DraftCheck } from './edit/check-draft.ts';
import { crossingEdges } from './edit/crossing.ts';
import type { EditState } from './edit/edit-model.ts';
import { FaultNotes } from './form/field.tsx';

interface ShapeFaultsProps {
  state: EditState;
  check: DraftCheck;
  readOnly: boolean;
}

export function ShapeFaults({ state, check, readOnly }: ShapeFaultsProps) {
  const { t } = useTranslation();
  const { drawing } = state.now;
  if (readOnly) return null;
  if (!drawing)
    return (
      <div className="shape-line" role="alert">
        <FaultNotes faults={shapeFaults(check.faults)} />
      </div>
    );
  const crosses = crossingEdges([...drawing.points, state.cursor], false).length > 0;
  return (
    <div className="shape-line" role="alert">
      {crosses ? (
        <p className="setting-fault" data-fault="drawing">
          <Icon name="warning" />
          {t('fences.fault.crossing')}
        </p>
      ) : (
        <p className="setting-hint">
          {t(drawing.points.length < 3 ? 'fences.canvas.drawHint' : 'fences.canvas.closeHint')}
        </p>
      )}
    </div>
  );
}

function shapeFaults(faults: readonly Fault[]): Fault[] {
  const permits = faultsAt(faults, 'permits').filter(({ path }) => path.includes('polygon'));
  return [...faultsAt(faults, 'polygon'), ...faultsAt(faults, 'holes'), ...permits];
}
