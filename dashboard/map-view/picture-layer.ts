// A picture of the district as the base map, placed by two or more points: it may be stretched and turned. Takes the picture's
// address and its points; follows every move of the map.
import { DomUtil, Layer, type Map as LeafletMap } from 'leaflet';
import type { ControlPoint } from '../../contracts/index.ts';
import { affineOf } from './affine.ts';

export class PictureLayer extends Layer {
  private readonly picture = DomUtil.create('img', 'map-picture');
  private readonly points: readonly ControlPoint[];
  private map: LeafletMap | null = null;
  private readonly place = () => {
    const { map, picture } = this;
    if (!map) return;
    const { naturalWidth, naturalHeight } = picture;
    const pairs = this.points.map(({ x, y, at: [longitude, latitude] }) => {
      const layer = map.latLngToLayerPoint([latitude, longitude]);
      return { from: [x * naturalWidth, y * naturalHeight], to: [layer.x, layer.y] } as const;
    });
    picture.style.transform = `matrix(${affineOf(pairs).join(', ')})`;
  };

  constructor(address: string, points: readonly ControlPoint[], onFailed: () => void) {
    super();
    this.points = points;
    this.picture.alt = '';
    this.picture.src = address;
    this.picture.onerror = onFailed;
    this.picture.onload = () => {
      this.place();
    };
  }

  override onAdd(map: LeafletMap): this {
    map.getPane('tilePane')?.append(this.picture);
    map.on('zoom viewreset', this.place);
    this.map = map;
    this.place();
    return this;
  }

  override onRemove(map: LeafletMap): this {
    this.picture.remove();
    map.off('zoom viewreset', this.place);
    this.map = null;
    return this;
  }
}
