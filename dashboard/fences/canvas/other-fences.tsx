// Other fences on the drawing area: the camera's other fences, and outlines to compare with, such as the armed version.
import type { FenceFile } from '../../../contracts/index.ts';
import { markOf, useOwnKinds } from '../../shared/own-kinds.ts';
import { pointsOf, ringKey, ringsOf } from '../edit/ring.ts';
import type { Project } from './ring-shape.tsx';

/** An outline to compare with. `armed`: the version that the draft would replace; `compared`: the requested one. */
export interface Ghost {
  tone: 'armed' | 'compared';
  fence: FenceFile;
}

export function Others({ fences, project }: { fences: readonly FenceFile[]; project: Project }) {
  const own = useOwnKinds();
  return fences.map((fence) => (
    <g
      key={fence.id}
      className="other"
      data-kind={fence.kind}
      data-hue={markOf(fence.kind, own).hue}
      data-other={fence.id}
    >
      <Rings fence={fence} project={project} />
    </g>
  ));
}

export function Ghosts({ ghosts, project }: { ghosts: readonly Ghost[]; project: Project }) {
  return ghosts.map(({ tone, fence }) => (
    <g key={tone} className="ghost" data-ghost={tone}>
      <Rings fence={fence} project={project} />
    </g>
  ));
}

function Rings({ fence, project }: { fence: FenceFile; project: Project }) {
  return ringsOf(fence).map((ring) => {
    const points = pointsOf(fence, ring).map(project).join(' ');
    return (
      <g key={ringKey(ring)} data-part={ring.part}>
        <polygon className="halo" points={points} />
        <polygon className="shape" points={points} />
      </g>
    );
  });
}
