// The state of a camera in colour and words, as on the wall.
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';

export function StateMark({ view }: { view: CameraView }) {
  const { t } = useTranslation();
  const { state, viewTrouble, tone } = conditionOf(view);
  const text = t(`cameraState.${state}`);
  return (
    <span className="state-count" data-tone={tone} data-state={state}>
      <span className="state-dot" aria-hidden="true" />
      {viewTrouble === null ? text : `${text} · ${t(`view.${viewTrouble}`)}`}
    </span>
  );
}
