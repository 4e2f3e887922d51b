// What stands on the map of the district: from the map, the cameras, the open cases and the heat, the scene to draw. Pure.
import type { CameraView, DistrictMap, ListedCase } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';
import { deskLightAt } from '../duty-desk/light.ts';
import type { Mark, MapScene, ShownCell } from '../map-view/scene.ts';
import { countCells, signOf } from './cell-counts.ts';
import { heatSteps, heatTone } from './heat.ts';
import { placeOfCase, placesIn, type Places } from './place-of-case.ts';

export interface SceneInput {
  map: DistrictMap;
  cameras: readonly CameraView[];
  /** Those that pass the filter. */
  cases: readonly ListedCase[];
  now: number;
  isStallOpen: (stall: DistrictMap['stalls'][number]) => boolean;
  /** Cases by cell in a month; null shows the open cases. */
  heat: ReadonlyMap<string, number> | null;
  chosenCell: string | null;
  chosenKeys: readonly string[];
}

export function sceneOf(input: SceneInput): MapScene {
  const { map, heat } = input;
  const places = placesIn(map);
  const marks = [...stallMarks(input), ...cameraMarks(input)];
  return heat === null
    ? { cells: openCells(input), marks: [...marks, ...caseMarks(input, places)] }
    : { cells: heatCells(input, heat), marks: [] };
}

function openCells({ map, cases, now, chosenCell }: SceneInput): ShownCell[] {
  const counts = new Map(countCells(cases, now).map((one) => [one.cell, one]));
  return map.cells.map(({ cell, outline }): ShownCell => {
    const found = counts.get(cell);
    return {
      cell,
      outline,
      tone: found?.worst ?? 'plain',
      word: found ? `${signOf[found.worst]} ${found.total}` : '',
      isChosen: cell === chosenCell,
    };
  });
}

function heatCells(
  { map, chosenCell }: SceneInput,
  heat: ReadonlyMap<string, number>,
): ShownCell[] {
  const steps = heatSteps(heat);
  return map.cells.map(({ cell, outline }): ShownCell => {
    const total = heat.get(cell) ?? 0;
    const word = total === 0 ? '' : String(total);
    return { cell, outline, tone: heatTone(total, steps), word, isChosen: cell === chosenCell };
  });
}

const bare = { count: 1, isOff: false } as const;

function caseMarks({ cases, now, chosenKeys }: SceneInput, places: Places): Mark[] {
  return cases.flatMap((one): Mark[] => {
    const place = placeOfCase(one, places);
    // The middle of a cell already shows its number.
    if (place?.by !== 'camera') return [];
    const key = `case/${one.id}`;
    const tone = deskLightAt(one.deadline, now);
    return [
      { ...bare, key, at: place.at, shape: 'case', tone, isChosen: chosenKeys.includes(key) },
    ];
  });
}

function cameraMarks({ map, cameras, chosenKeys }: SceneInput): Mark[] {
  const views = new Map(cameras.map((view) => [view.id, view]));
  return map.cameras.map(({ camera, at }): Mark => {
    const view = views.get(camera);
    const tone = view ? conditionOf(view).tone : 'plain';
    const key = `camera/${camera}`;
    const isChosen = chosenKeys.includes(key);
    return { ...bare, key, at, shape: 'camera', tone, isOff: tone === 'bad', isChosen };
  });
}

function stallMarks({ map, isStallOpen, chosenKeys }: SceneInput): Mark[] {
  return map.stalls.map((stall): Mark => {
    const key = `stall/${stall.id}`;
    const isOff = !isStallOpen(stall);
    return {
      ...bare,
      key,
      at: stall.at,
      shape: 'stall',
      tone: 'good',
      isOff,
      isChosen: chosenKeys.includes(key),
    };
  });
}

export interface Unplaced {
  cases: ListedCase[];
  cameras: CameraView[];
}

/** Cases and cameras without a position, which the map cannot show. */
export function unplacedOf({
  map,
  cases,
  cameras,
}: Pick<SceneInput, 'map' | 'cases' | 'cameras'>): Unplaced {
  const places = placesIn(map);
  return {
    cases: cases.filter((one) => placeOfCase(one, places) === null),
    cameras: cameras.filter(({ id }) => places.ofCamera(id) === null),
  };
}
