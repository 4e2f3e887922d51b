// The drawing area: the camera's picture, its fences, and the edited fence with its handles. Takes the editor's state, emits
// actions.
import { useId, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { BlurMark } from '../../shared/blurred.tsx';
import { Icon } from '../../shared/icon.tsx';
import { useMark } from '../../shared/own-kinds.ts';
import type { EditAction } from '../edit/edit-state.ts';
import type { EditState } from '../edit/edit-model.ts';
import { pointsOf, ringKey, ringsOf } from '../edit/ring.ts';
import { toScreen, type View } from '../edit/view.ts';
import { DrawingLayer } from './drawing-layer.tsx';
import { Ghosts, Others, type Ghost } from './other-fences.tsx';
import { RingShape } from './ring-shape.tsx';
import { useFocusFollows } from './use-focus-follows.ts';
import { useGestures } from './use-gestures.ts';
import { useInSight } from './use-in-sight.ts';
import { useKeys } from './use-keys.ts';
import { useSize } from './use-size.ts';
import { useStillSource } from './use-still-source.ts';
import { useWheel } from './use-wheel.ts';

export interface FenceCanvasProps {
  label: string;
  /** Address of the camera's last picture; null while there is none. */
  source: string | null;
  state: EditState;
  dispatch: (action: EditAction) => void;
  view: View;
  setView: (view: View) => void;
  readOnly: boolean;
  others: readonly FenceFile[];
  ghosts: readonly Ghost[];
  snaps: boolean;
  onPick: (fenceId: string) => void;
  /** An SVG drawing in shares of the picture, over the picture and under the fence. */
  children?: ReactNode;
}

const usualRatio = 16 / 9;

export function FenceCanvas(props: FenceCanvasProps) {
  const { state, dispatch, view, setView, readOnly } = props;
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const size = useSize(area);
  const [ratio, setRatio] = useState(usualRatio);
  const stand = { view, size };
  const gestures = useGestures({ ...props, area, stand });
  const source = useStillSource(props.source, gestures.isBusy);
  useWheel(area, stand, setView);
  useFocusFollows(area, state.chosen);
  const onKeyDown = useKeys({ area, state, dispatch, view, setView, readOnly });
  const isDrawing = state.now.drawing !== null && !readOnly;
  useInSight(area, isDrawing);
  return (
    <div
      ref={area}
      className="canvas"
      style={{ '--ratio': ratio } as CSSProperties}
      data-mode={isDrawing ? 'draw' : 'edit'}
      data-zoomed={view.zoom > 1 || undefined}
      tabIndex={0}
      role="application"
      aria-label={props.label}
      aria-describedby={hintId}
      onKeyDown={onKeyDown}
      {...gestures.handlers}
    >
      <p id={hintId} className="visually-hidden">
        {t(isDrawing ? 'fences.canvas.drawHelp' : 'fences.canvas.editHelp')}
      </p>
      <Picture source={source} alt={props.label} view={view} onRatio={setRatio} />
      {source !== null && <BlurMark />}
      {size.width > 0 && <Drawings {...props} size={size} />}
    </div>
  );
}

interface PictureProps {
  source: string | null;
  alt: string;
  view: View;
  onRatio: (ratio: number) => void;
}

function Picture({ source, alt, view, onRatio }: PictureProps) {
  const { t } = useTranslation();
  if (source === null)
    return (
      <p className="canvas-empty">
        <Icon name="no-picture" />
        {t('fences.canvas.noPicture')}
      </p>
    );
  const percent = (share: number) => `${share * 100}%`;
  const style: CSSProperties = {
    width: percent(view.zoom),
    height: percent(view.zoom),
    left: percent(-view.x * view.zoom),
    top: percent(-view.y * view.zoom),
  };
  return (
    <img
      className="canvas-picture"
      src={source}
      alt={alt}
      style={style}
      draggable={false}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
        if (naturalHeight > 0) onRatio(naturalWidth / naturalHeight);
      }}
    />
  );
}

interface DrawingsProps extends FenceCanvasProps {
  size: { width: number; height: number };
}

function Drawings({ state, view, size, readOnly, others, ghosts, children }: DrawingsProps) {
  const { fence, drawing } = state.now;
  const { hue } = useMark(fence.kind);
  const project = (point: Point) => toScreen(view, size, point);
  const [left, top] = project([0, 0]);
  const redrawn = drawing && ringKey(drawing.ring);
  return (
    <svg className="canvas-drawing" width={size.width} height={size.height}>
      <Others fences={others} project={project} />
      <svg
        x={left}
        y={top}
        width={size.width * view.zoom}
        height={size.height * view.zoom}
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        className="canvas-now"
      >
        {children}
      </svg>
      <Ghosts ghosts={ghosts} project={project} />
      <g className="edited" data-kind={fence.kind} data-hue={hue} data-fence={fence.id}>
        {ringsOf(fence)
          .filter((ring) => ringKey(ring) !== redrawn)
          .map((ring) => (
            <RingShape
              key={ringKey(ring)}
              ring={ring}
              points={pointsOf(fence, ring)}
              chosen={state.chosen}
              project={project}
              readOnly={readOnly}
              hasHandles={drawing === null}
            />
          ))}
        {drawing && !readOnly && (
          <DrawingLayer drawing={drawing} cursor={state.cursor} project={project} {...size} />
        )}
      </g>
    </svg>
  );
}
