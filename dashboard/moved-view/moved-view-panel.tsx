// The views before and after, the fences on the new view, and the operator's decision with its reason.
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { Compare } from './compare.tsx';
import { Decision } from './decision.tsx';
import {
  confirmationOf,
  createMovedViewState,
  hindranceOf,
  noShift,
  reduceMovedView,
  type MovedViewState,
  type Shift,
} from './moved-view-state.ts';

interface MovedViewPanelProps {
  camera: CameraView;
  hasBefore: boolean;
  /** Null when the camera could not measure it. */
  measured: Shift | null;
  mayDecide: boolean;
  onConfirmed: () => void;
  onRedraw: () => void;
}

export function MovedViewPanel(props: MovedViewPanelProps) {
  const { camera, hasBefore, measured, mayDecide, onConfirmed, onRedraw } = props;
  const { t } = useTranslation();
  const { client } = useSession();
  const [state, dispatch] = useReducer(reduceMovedView, measured, createMovedViewState);
  const confirm = async () => {
    dispatch({ type: 'try' });
    if (hindranceOf(state) !== null) return;
    dispatch({ type: 'send' });
    const answer = await client.confirmView(camera.id, confirmationOf(state));
    if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
    if (answer.status !== 'ok') return;
    dispatch({ type: 'done' });
    onConfirmed();
  };
  if (state.phase === 'done')
    return (
      <p className="note note-info" role="status">
        {t('movedView.done')}
      </p>
    );
  return (
    <>
      <Compare
        {...{ camera, hasBefore, mayDecide }}
        shift={shownShift(state)}
        onMove={(by) => {
          dispatch({ type: 'move', by });
        }}
      />
      {mayDecide && (
        <Decision
          {...{ camera, state, measured, dispatch, onRedraw }}
          onConfirm={() => {
            void confirm();
          }}
        />
      )}
    </>
  );
}

/** Fences that are not shifted are shown in place. */
function shownShift({ choice, shift }: MovedViewState): Shift {
  return choice === 'keep' ? noShift : shift;
}
