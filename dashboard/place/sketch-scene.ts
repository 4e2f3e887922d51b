// What the small map of a case shows. Pure. Null when neither its cell nor its camera is on the map.
import type { CaseDetail, DistrictMap, Position } from '../../contracts/index.ts';
import type { Mark, MapScene } from '../map-view/scene.ts';

export interface Sketch {
  scene: MapScene;
  around: Position[];
  hasCamera: boolean;
}

export function sketchOf(
  map: DistrictMap,
  { cameraId, gridCell }: Pick<CaseDetail, 'cameraId' | 'gridCell'>,
): Sketch | null {
  const cells = map.cells
    .filter(({ cell }) => cell === gridCell)
    .map(
      ({ cell, outline }) => ({ cell, outline, tone: 'none', word: '', isChosen: false }) as const,
    );
  const camera = map.cameras.find((one) => one.camera === cameraId);
  if (cells.length === 0 && !camera) return null;
  const marks = [
    ...stallMarks(map),
    ...(camera
      ? [
          {
            ...bare,
            key: 'place',
            at: camera.at,
            shape: 'handle',
            tone: 'red',
            isChosen: true,
          } as const,
        ]
      : []),
  ];
  const outline = cells.flatMap((cell) => cell.outline.flat());
  return {
    scene: { cells, marks },
    around: [...outline, ...(camera ? [camera.at] : [])],
    hasCamera: camera !== undefined,
  };
}

const bare = { count: 1, isOff: false } as const;

function stallMarks({ stalls }: DistrictMap): Mark[] {
  return stalls.map(({ id, at }) => ({
    ...bare,
    key: `stall/${id}`,
    at,
    shape: 'stall',
    tone: 'good',
    isChosen: false,
  }));
}
