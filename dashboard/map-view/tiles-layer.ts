// A PMTiles file as the base map: pictures, or vector tiles in the scheme of Protomaps, drawn without WebGL. Takes the address of
// the file, which is read in pieces. Its code is loaded only where a site has such a file.
import { gridLayer, type GridLayer } from 'leaflet';
import { FetchSource, leafletRasterLayer, PMTiles, TileType } from 'pmtiles';

export interface TilesWish {
  address: string;
  isDark: boolean;
  /** Of the names in vector tiles. */
  language: string;
  /** Called when the file cannot be read. */
  onFailed: () => void;
}

export async function openTiles({
  address,
  isDark,
  language,
  onFailed,
}: TilesWish): Promise<GridLayer> {
  const file = new PMTiles(new FetchSource(new URL(address, location.href).href));
  try {
    const { tileType, maxZoom } = await file.getHeader();
    if (tileType !== TileType.Mvt)
      return leafletRasterLayer(file, { maxNativeZoom: maxZoom, maxZoom: 21 }) as GridLayer;
    const { leafletLayer } = await import('protomaps-leaflet');
    return leafletLayer({
      url: file,
      flavor: isDark ? 'dark' : 'light',
      lang: language,
      maxDataZoom: maxZoom,
      noWrap: true,
    }) as unknown as GridLayer;
  } catch {
    onFailed();
    return gridLayer();
  }
}
