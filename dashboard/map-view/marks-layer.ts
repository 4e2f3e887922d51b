// Draws all marks and the words of cells on one canvas over the map, so that thousands cost one frame. Each kind has its own shape,
// because many people cannot rely on colour. Takes the scene; returns the marks near a point.
import { DomUtil, Layer, type LeafletMouseEvent, type Map as LeafletMap } from 'leaflet';
import type { Position } from '../../contracts/index.ts';
import { clusterMarks, emptyScene, type MapScene } from './scene.ts';
import { drawMark } from './draw-mark.ts';
import { middleOf } from './middle-of.ts';
import type { Palette } from './tones.ts';

/** The size of a touch target. */
const reachPx = 22;

export class MarksLayer extends Layer {
  private canvas = DomUtil.create('canvas', 'map-marks');
  private scene = emptyScene;
  private palette: Palette | null = null;
  private drawn: ReturnType<typeof clusterMarks> = [];
  private frame = 0;
  private map: LeafletMap | null = null;
  private readonly later = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.draw();
    });
  };

  show(scene: MapScene, palette: Palette): void {
    this.scene = scene;
    this.palette = palette;
    this.later();
  }

  /** The marks under a point, the nearest group; none when nothing is near. */
  keysNear({ containerPoint: { x, y } }: Pick<LeafletMouseEvent, 'containerPoint'>): string[] {
    const near = this.drawn
      .map((one) => ({ keys: one.keys, away: Math.hypot(one.x - x, one.y - y) }))
      .filter(({ away }) => away <= reachPx)
      .sort((a, b) => a.away - b.away);
    return near[0]?.keys ?? [];
  }

  override onAdd(map: LeafletMap): this {
    map.getPane('markerPane')?.append(this.canvas);
    map.on('move zoom viewreset resize', this.later);
    this.map = map;
    this.later();
    return this;
  }

  override onRemove(map: LeafletMap): this {
    cancelAnimationFrame(this.frame);
    this.canvas.remove();
    map.off('move zoom viewreset resize', this.later);
    this.map = null;
    return this;
  }

  private draw(): void {
    const { map } = this;
    const pen = this.canvas.getContext('2d');
    if (!map || !pen || !this.palette) return;
    const { x, y } = map.getSize();
    const density = Math.min(devicePixelRatio, 2);
    DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    this.canvas.width = x * density;
    this.canvas.height = y * density;
    this.canvas.style.width = `${x}px`;
    this.canvas.style.height = `${y}px`;
    pen.scale(density, density);
    const isShown = ([left, top]: readonly [number, number]) =>
      left > -40 && top > -40 && left < x + 40 && top < y + 40;
    const project = ([longitude, latitude]: Position): [number, number] => {
      const point = map.latLngToContainerPoint([latitude, longitude]);
      return [point.x, point.y];
    };
    this.drawWords(pen, (at) => (isShown(project(at)) ? project(at) : null));
    const near = this.scene.marks.filter(({ at }) => isShown(project(at)));
    this.drawn = clusterMarks(near, project);
    // The most important last, so that nothing covers it.
    for (const shape of ['stall', 'camera', 'case', 'middle', 'handle'] as const)
      for (const { mark, x: left, y: top } of this.drawn)
        if (mark.shape === shape) drawMark(pen, { mark, left, top, palette: this.palette });
  }

  private drawWords(
    pen: CanvasRenderingContext2D,
    place: (at: Position) => readonly [number, number] | null,
  ): void {
    const { scene, palette } = this;
    if (!palette) return;
    pen.font = '600 13px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineWidth = 4;
    pen.lineJoin = 'round';
    for (const { outline, word } of scene.cells) {
      const point = word === '' ? null : place(middleOf(outline));
      if (!point) continue;
      pen.strokeStyle = palette.surface;
      pen.strokeText(word, ...point);
      pen.fillStyle = palette.text;
      pen.fillText(word, ...point);
    }
  }
}
