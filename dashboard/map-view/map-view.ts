// The map in the browser: Leaflet with cells as polygons, one canvas of marks, and a base map. Needs no WebGL and no internet.
// Takes an element; shows a scene, and reports what was pressed.
import {
  canvas,
  control,
  layerGroup,
  map as createMap,
  polygon,
  type LatLngBoundsExpression,
  type LeafletMouseEvent,
  type Map as LeafletMap,
} from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { Ground, Position, Ring } from '../../contracts/index.ts';
import { groundAddress } from '../api/addresses.ts';
import { MarksLayer } from './marks-layer.ts';
import { PictureLayer } from './picture-layer.ts';
import type { MapScene, ShownCell } from './scene.ts';
import { dashOf, fillOf, paletteIn, type Palette } from './tones.ts';

export interface Pressed {
  at: Position;
  /** Marks at this place; none when it is empty. */
  keys: string[];
}
export interface GroundWish {
  ground: Ground | null;
  isDark: boolean;
  language: string;
  onFailed: () => void;
}
export interface MapView {
  show(scene: MapScene): void;
  setGround(wish: GroundWish): void;
  /** Shows all of these positions; nothing when there are none. */
  fit(positions: readonly Position[], mostZoom?: number): void;
  middle(): Position;
  /** Only while something is dragged: the map stays. */
  setDragging(isOn: boolean): void;
  stop(): void;
}
export interface MapViewOptions {
  onPress: (pressed: Pressed) => void;
  /** A mark of the shape `handle` is moved. */
  onDrag?: (key: string, at: Position, isDone: boolean) => void;
  texts: { zoomIn: string; zoomOut: string };
}

/** Nothing is animated: it costs frames, and motion disturbs some readers. */
const still = {
  zoomAnimation: false,
  fadeAnimation: false,
  markerZoomAnimation: false,
  inertia: false,
  attributionControl: false,
  zoomControl: false,
  preferCanvas: true,
  zoomSnap: 0.5,
  minZoom: 3,
  maxZoom: 20,
} as const;

export function createMapView(element: HTMLElement, options: MapViewOptions): MapView {
  const leaflet = createMap(element, { ...still, renderer: canvas({ padding: 0.4 }) }).setView(
    [35, 105],
    4,
  );
  const { zoomIn, zoomOut } = options.texts;
  control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(leaflet);
  const cells = layerGroup().addTo(leaflet);
  const marks = new MarksLayer().addTo(leaflet);
  const watcher = new ResizeObserver(() => leaflet.invalidateSize({ animate: false }));
  watcher.observe(element);
  listen(leaflet, marks, options);
  const setGround = groundOf(leaflet);
  return {
    show: (scene) => {
      const palette = paletteIn(element);
      cells.clearLayers();
      for (const cell of scene.cells) cells.addLayer(shapeOf(cell, palette));
      marks.show(scene, palette);
    },
    setGround,
    fit: (positions, mostZoom = 17) => {
      const bounds = boundsOf(positions);
      if (bounds)
        leaflet.fitBounds(bounds, { padding: [24, 24], maxZoom: mostZoom, animate: false });
    },
    middle: () => positionOf({ latlng: leaflet.getCenter() }),
    setDragging: (isOn) => leaflet.dragging[isOn ? 'enable' : 'disable'](),
    stop: () => {
      watcher.disconnect();
      leaflet.remove();
    },
  };
}

function listen(leaflet: LeafletMap, marks: MarksLayer, options: MapViewOptions): void {
  let isDragged = false;
  leaflet.on('click', (event: LeafletMouseEvent) => {
    // A browser sends one after every drag of a handle too.
    if (isDragged) return;
    options.onPress({ at: positionOf(event), keys: marks.keysNear(event) });
  });
  if (options.onDrag)
    dragHandles(leaflet, marks, (key, at, isDone) => {
      isDragged = true;
      options.onDrag?.(key, at, isDone);
    });
  leaflet.on('mousedown', () => {
    isDragged = false;
  });
}

function groundOf(leaflet: LeafletMap): MapView['setGround'] {
  let shown: { remove(): unknown } | null = null;
  let turn = 0;
  return ({ ground, isDark, language, onFailed }) => {
    turn += 1;
    const own = turn;
    shown?.remove();
    shown = null;
    if (ground === null) return;
    const address = groundAddress(ground.file);
    if (ground.type === 'picture') {
      shown = new PictureLayer(address, ground.points, onFailed).addTo(leaflet);
      return;
    }
    const open = async () => {
      const { openTiles } = await import('./tiles-layer.ts');
      const layer = await openTiles({ address, isDark, language, onFailed });
      // Another base map was chosen meanwhile, or the page was left.
      if (own !== turn || leaflet.getPane('tilePane') === undefined) return;
      shown = layer.addTo(leaflet);
    };
    open().catch(onFailed);
  };
}

function shapeOf({ outline, tone, isChosen }: ShownCell, palette: Palette) {
  const rings = outline.map((ring) => ring.map(([x, y]): [number, number] => [y, x]));
  return polygon(rings, {
    interactive: false,
    color: isChosen ? palette.accent : palette.of(tone),
    weight: isChosen ? 4 : tone === 'plain' ? 1 : 2.5,
    dashArray: isChosen ? undefined : dashOf[tone],
    fillColor: palette.of(tone),
    fillOpacity: fillOf[tone],
    fillRule: 'evenodd',
  });
}

/** Handles follow the pointer; everything else drags the map. */
function dragHandles(
  leaflet: LeafletMap,
  marks: MarksLayer,
  onDrag: NonNullable<MapViewOptions['onDrag']>,
): void {
  let held: string | null = null;
  let hasMoved = false;
  leaflet.on('mousedown', (event: LeafletMouseEvent) => {
    const key = marks.keysNear(event).find((one) => one.startsWith('handle/'));
    if (key === undefined) return;
    held = key;
    hasMoved = false;
    leaflet.dragging.disable();
  });
  leaflet.on('mousemove', (event: LeafletMouseEvent) => {
    if (held === null) return;
    hasMoved = true;
    onDrag(held, positionOf(event), false);
  });
  leaflet.on('mouseup', (event: LeafletMouseEvent) => {
    if (held === null) return;
    if (hasMoved) onDrag(held, positionOf(event), true);
    held = null;
    leaflet.dragging.enable();
  });
}

function positionOf({ latlng: { lat, lng } }: Pick<LeafletMouseEvent, 'latlng'>): Position {
  return [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

function boundsOf(positions: readonly Position[]): LatLngBoundsExpression | null {
  if (positions.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [x, y] of positions) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [
    [south, west],
    [north, east],
  ];
}

export function positionsOf(rings: readonly Ring[]): Position[] {
  return rings.flat();
}
