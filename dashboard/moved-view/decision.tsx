// The operator's decision on a moved view: the shift in numbers, the choice, and the reason.
import { useId, type Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { formatShare } from '../shared/trace.ts';
import { Icon } from '../shared/icon.tsx';
import {
  choices,
  hindranceOf,
  noShift,
  type MovedViewAction,
  type MovedViewState,
  type Shift,
} from './moved-view-state.ts';
import { leavesPicture } from './shift-outline.ts';
import { OriginalText } from '../shared/original-text.tsx';

interface DecisionProps {
  camera: CameraView;
  state: MovedViewState;
  measured: Shift | null;
  dispatch: Dispatch<MovedViewAction>;
  onConfirm: () => void;
  onRedraw: () => void;
}

export function Decision(props: DecisionProps) {
  const { camera, state, measured, dispatch, onConfirm, onRedraw } = props;
  const { t } = useTranslation();
  const leaving = camera.fences.find(({ polygon }) => leavesPicture(polygon, state.shift));
  const isSending = state.phase === 'sending';
  return (
    <form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault();
        if (state.choice === 'redraw') onRedraw();
        else onConfirm();
      }}
    >
      <ShiftLine {...{ state, measured, dispatch }} />
      <Choices state={state} dispatch={dispatch} />
      {state.choice === 'shift' && leaving && (
        <p className="note note-danger" role="alert">
          <Icon name="warning" />
          {t('movedView.leaves', { fence: leaving.name })}
        </p>
      )}
      {state.choice !== 'redraw' && <Reason state={state} dispatch={dispatch} />}
      {state.failure && (
        <p className="note note-danger" role="alert">
          <Icon name="warning" />
          {t('movedView.failed')} {t(`failure.${state.failure.reason}`)}{' '}
          <OriginalText text={state.failure.message} />
        </p>
      )}
      <button type="submit" className="button button-primary" disabled={isSending}>
        {t(buttonText(state))}
      </button>
    </form>
  );
}

function buttonText({ choice, phase }: MovedViewState) {
  if (choice === 'redraw') return 'movedView.redraw';
  return phase === 'sending' ? 'movedView.confirming' : 'movedView.confirm';
}

function ShiftLine({
  state,
  measured,
  dispatch,
}: Pick<DecisionProps, 'state' | 'measured' | 'dispatch'>) {
  const { t } = useTranslation();
  const { x, y } = state.shift;
  return (
    <div className="shift-line">
      <output className="shift-numbers">
        {t('movedView.shift', { x: formatShare(x), y: formatShare(y) })}
        {measured?.x === x && measured.y === y && ` (${t('movedView.measured')})`}
      </output>
      {measured ? (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            dispatch({ type: 'place', shift: measured });
          }}
        >
          {t('movedView.toMeasured')}
        </button>
      ) : (
        <p className="muted">{t('movedView.unmeasured')}</p>
      )}
      <button
        type="button"
        className="link-button"
        onClick={() => {
          dispatch({ type: 'place', shift: noShift });
        }}
      >
        {t('movedView.toOld')}
      </button>
    </div>
  );
}

function Choices({ state, dispatch }: Pick<DecisionProps, 'state' | 'dispatch'>) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="view-choices">
      <legend className="field-label">{t('movedView.choice')}</legend>
      {choices.map((choice) => (
        <label key={choice} className="view-choice">
          <input
            type="radio"
            name={name}
            checked={state.choice === choice}
            onChange={() => {
              dispatch({ type: 'choose', choice });
            }}
          />
          <span>
            {t(`movedView.choice-${choice}`)}
            <span className="muted view-choice-hint">{t(`movedView.choice-${choice}-hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Reason({ state, dispatch }: Pick<DecisionProps, 'state' | 'dispatch'>) {
  const { t } = useTranslation();
  const hintId = useId();
  const isMissing = state.tried && hindranceOf(state) === 'reason';
  return (
    <label className="field">
      <span className="field-label">{t('movedView.reason')}</span>
      <input
        className="input"
        maxLength={500}
        value={state.reason}
        aria-invalid={isMissing}
        aria-describedby={hintId}
        onChange={({ currentTarget }) => {
          dispatch({ type: 'reason', reason: currentTarget.value });
        }}
      />
      <span
        id={hintId}
        className={isMissing ? 'field-warning' : 'muted'}
        role={isMissing ? 'alert' : undefined}
      >
        {t(isMissing ? 'movedView.reasonMissing' : 'movedView.reasonHint')}
      </span>
    </label>
  );
}
