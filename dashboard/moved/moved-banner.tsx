// Says that a camera has moved, that its fences are suspended, and lets the operator put them right.
export interface MovedBannerProps {
  cameraId: string;
}

/** Nothing while the view is as it was. */
export function MovedBanner({ cameraId }: MovedBannerProps) {
  return <div className="moved" data-moved={cameraId} />;
}
