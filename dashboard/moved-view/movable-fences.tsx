// All fences of a camera on its new view, shifted together by dragging or with the arrow keys.
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../contracts/index.ts';
import { Overlay } from '../shared/scene.tsx';
import type { Shift } from './moved-view-state.ts';
import { shiftOutline } from './shift-outline.ts';

interface MovableFencesProps {
  camera: CameraView;
  shift: Shift;
  readOnly: boolean;
  onMove: (by: Shift) => void;
}

const keySteps: Record<string, Shift> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const fineStep = 0.002;
const coarseStep = 0.02;

export function MovableFences({ camera, shift, readOnly, onMove }: MovableFencesProps) {
  const { t } = useTranslation();
  const last = useRef<{ x: number; y: number } | null>(null);
  const fences = camera.fences.map(({ id, kind, polygon }) => ({
    id,
    kind,
    open: true,
    polygon: shiftOutline(polygon, shift),
  }));
  if (readOnly) return <Overlay fences={fences} />;
  const onPointerMove = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    if (!last.current) return;
    const { width, height } = currentTarget.getBoundingClientRect();
    onMove({ x: (clientX - last.current.x) / width, y: (clientY - last.current.y) / height });
    last.current = { x: clientX, y: clientY };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keySteps[event.key];
    if (!step) return;
    event.preventDefault();
    const size = event.shiftKey ? coarseStep : fineStep;
    onMove({ x: step.x * size, y: step.y * size });
  };
  return (
    <div
      className="movable-fences"
      role="application"
      tabIndex={0}
      aria-label={t('movedView.fences')}
      onKeyDown={onKeyDown}
      onPointerDown={({ currentTarget, pointerId, clientX, clientY }) => {
        currentTarget.setPointerCapture(pointerId);
        last.current = { x: clientX, y: clientY };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        last.current = null;
      }}
      onPointerCancel={() => {
        last.current = null;
      }}
    >
      <Overlay fences={fences} />
    </div>
  );
}
