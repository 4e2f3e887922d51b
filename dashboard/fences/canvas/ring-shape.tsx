// One ring of the edited fence: its line with crossing edges marked, and handles at its points and edge middles. Sizes are in
// screen pixels at every zoom; touch targets are at least 24 px wide.
import { useTranslation } from 'react-i18next';
import type { Point } from '../../../contracts/index.ts';
import { crossingEdges } from '../edit/crossing.ts';
import type { Chosen } from '../edit/edit-model.ts';
import { middleOf, ringKey, type RingRef } from '../edit/ring.ts';

export type Project = (point: Point) => Point;

interface RingShapeProps {
  ring: RingRef;
  points: readonly Point[];
  chosen: Chosen | null;
  project: Project;
  readOnly: boolean;
  /** Without handles while another ring is being drawn. */
  hasHandles: boolean;
}

export function RingShape({ ring, points, chosen, project, readOnly, hasHandles }: RingShapeProps) {
  const { t } = useTranslation();
  const key = ringKey(ring);
  const isChosen = chosen !== null && ringKey(chosen.ring) === key;
  const isHeld = hasHandles && !readOnly;
  const name = t(`fences.ring.${ring.part}`, {
    number: ring.part === 'outline' ? 1 : ring.index + 1,
  });
  const text = points.map(project).join(' ');
  return (
    <g className="ring" data-part={ring.part} data-chosen={isChosen || undefined}>
      <polygon className="halo" points={text} />
      <polygon className="shape" points={text} />
      <CrossingEdges points={points} project={project} isClosed />
      {isHeld && (
        <polygon
          className="ring-grip"
          points={text}
          data-ring={key}
          tabIndex={0}
          role="button"
          aria-label={t('fences.canvas.ring', { name, total: points.length })}
        />
      )}
      {isHeld && <Middles ring={key} points={points} project={project} />}
      {isHeld &&
        points.map((point, index) => (
          <PointHandle
            key={index}
            ring={key}
            index={index}
            at={project(point)}
            isStop={index === (isChosen ? (chosen.point ?? 0) : 0)}
            isChosen={isChosen && chosen.point === index}
            label={t('fences.canvas.point', {
              name,
              point: index + 1,
              total: points.length,
              ...percents(point),
            })}
          />
        ))}
    </g>
  );
}

/** A position in the picture in words: per cent from the left and from the top. */
export function percents([x, y]: Point): { x: string; y: string } {
  return { x: (x * 100).toFixed(1), y: (y * 100).toFixed(1) };
}

interface PointHandleProps {
  ring: string;
  index: number;
  at: Point;
  /** Whether Tab stops here; inside the ring Tab goes from point to point. */
  isStop: boolean;
  isChosen: boolean;
  label: string;
}

function PointHandle({ ring, index, at: [x, y], isStop, isChosen, label }: PointHandleProps) {
  return (
    <g
      className={isChosen ? 'handle is-chosen' : 'handle'}
      data-ring={ring}
      data-point={index}
      tabIndex={isStop ? 0 : -1}
      role="button"
      aria-label={label}
    >
      <circle className="handle-grip" cx={x} cy={y} r={15} />
      <circle className="handle-dot" cx={x} cy={y} r={isChosen ? 7.5 : 6} />
    </g>
  );
}

const roomForMiddle = 56;

/** A press adds a point there. The keyboard has Enter for that, so these are not tab stops. */
function Middles({
  ring,
  points,
  project,
}: {
  ring: string;
  points: readonly Point[];
  project: Project;
}) {
  return points.map((point, index) => {
    const [x, y] = project(middleOf(points, index));
    const [startX, startY] = project(point);
    if (2 * Math.hypot(x - startX, y - startY) < roomForMiddle) return null;
    return (
      <g key={index} className="middle" data-ring={ring} data-middle={index} aria-hidden="true">
        <circle className="handle-grip" cx={x} cy={y} r={13} />
        <circle className="middle-dot" cx={x} cy={y} r={4} />
      </g>
    );
  });
}

interface CrossingEdgesProps {
  points: readonly Point[];
  project: Project;
  isClosed: boolean;
}

export function CrossingEdges({ points, project, isClosed }: CrossingEdgesProps) {
  return crossingEdges(points, isClosed).map((index) => {
    const [x1, y1] = project(points[index] ?? [0, 0]);
    const [x2, y2] = project(points[(index + 1) % points.length] ?? [0, 0]);
    return <line key={index} className="crossing" data-crossing={index} {...{ x1, y1, x2, y2 }} />;
  });
}
