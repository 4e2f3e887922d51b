// A sprite: one drawn object in one pose. It is drawn in centimetres around the point where it touches the ground; `y` grows
// downwards. The key contains everything that the drawing depends on, so equal keys are equal pictures.

export interface Sprite {
  readonly key: string;
  /** Extent of the drawing in cm from the ground point. */
  readonly extent: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** SVG elements, without the root. */
  readonly svg: string;
}

/** The SVG document of a sprite for a raster of `width` x `height` pixels. */
export function spriteDocument(
  { extent, svg }: Sprite,
  size: { width: number; height: number },
): string {
  const width = extent.right - extent.left;
  const height = extent.bottom - extent.top;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" ` +
    `viewBox="${extent.left} ${extent.top} ${width} ${height}" preserveAspectRatio="none">${svg}</svg>`
  );
}
