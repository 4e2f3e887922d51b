// The site of the camera bench: three fences per camera, one of each original kind, with realistic dwells. Takes the addresses of
// the streams; returns a site.
import { flapSite } from '../flap/flap-site.ts';
import { completeFence, type Camera, type Fence, type Site } from '../../contracts/index.ts';

export interface BenchSource {
  readonly url: string;
  readonly film: string;
}

/** On the simulator's street and corner: the ground on which people and objects stand. */
const left: [number, number][] = [
  [0.1, 0.44],
  [0.4, 0.44],
  [0.4, 0.6],
  [0.1, 0.6],
];
const middle: [number, number][] = [
  [0.42, 0.43],
  [0.68, 0.43],
  [0.76, 0.62],
  [0.42, 0.62],
];
const right: [number, number][] = [
  [0.74, 0.44],
  [0.92, 0.44],
  [0.92, 0.6],
  [0.78, 0.6],
];

export function camerasSite(sources: readonly BenchSource[], model: string): Site {
  const site = flapSite(sources.map(({ url }) => url));
  const cameras = site.cameras.map((camera) => ({
    ...camera,
    analysis: { ...camera.analysis, model },
  }));
  return { ...site, name: 'Cameras', cameras, fences: cameras.flatMap(fencesOf) };
}

function fencesOf({ id: camera }: Camera): Fence[] {
  return [
    completeFence({
      id: `stall-${camera}`,
      camera,
      kind: 'street-vending',
      polygon: middle,
      dwell: 40_000,
    }),
    completeFence({ id: `exit-${camera}`, camera, kind: 'blocked-fire-exit', polygon: left }),
    completeFence({ id: `debris-${camera}`, camera, kind: 'debris-pile', polygon: right }),
  ];
}
