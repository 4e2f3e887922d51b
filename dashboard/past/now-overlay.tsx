// What the camera sees now, as an SVG group in the picture's normalised coordinates.
export interface NowOverlayProps {
  cameraId: string;
}

/** To be placed inside an `<svg viewBox="0 0 1 1" preserveAspectRatio="none">` that lies over the picture. */
export function NowOverlay({ cameraId }: NowOverlayProps) {
  return <g className="now" data-now={cameraId} />;
}
