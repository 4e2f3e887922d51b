// Draws the ring in progress: its points, the line to the next point, the closing edge, and the crosshair for the arrow keys.
import type { Point } from '../../../contracts/index.ts';
import type { Drawing } from '../edit/edit-model.ts';
import { CrossingEdges, type Project } from './ring-shape.tsx';

interface DrawingLayerProps {
  drawing: Drawing;
  cursor: Point;
  project: Project;
  width: number;
  height: number;
}

export function DrawingLayer({ drawing, cursor, project, width, height }: DrawingLayerProps) {
  const { points } = drawing;
  const line = [...points, cursor];
  const first = points[0];
  const last = points.at(-1);
  const [x, y] = project(cursor);
  return (
    <g className="drawing" data-part={drawing.ring.part} data-drawing={points.length}>
      <polyline className="halo" points={points.map(project).join(' ')} />
      <polyline className="shape" points={points.map(project).join(' ')} />
      {last && <polyline className="rubber" points={[last, cursor].map(project).join(' ')} />}
      {first && points.length >= 2 && (
        <polyline className="rubber rubber-faint" points={[cursor, first].map(project).join(' ')} />
      )}
      <CrossingEdges points={line} project={project} isClosed={false} />
      {points.map((point, index) => (
        <DrawnPoint key={index} at={project(point)} closes={index === 0 && points.length >= 3} />
      ))}
      <path className="crosshair" d={`M0 ${y}H${width}M${x} 0V${height}`} />
      <circle className="crosshair-spot" cx={x} cy={y} r={9} />
    </g>
  );
}

function DrawnPoint({ at: [x, y], closes }: { at: Point; closes: boolean }) {
  return (
    <>
      {closes && <circle className="closing-spot" cx={x} cy={y} r={13} />}
      <circle className="handle-dot" cx={x} cy={y} r={5} />
    </>
  );
}
