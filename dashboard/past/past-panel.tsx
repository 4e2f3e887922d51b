// What a draft and the armed fences of one camera would have done in the last nights.
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';

export interface PastPanelProps {
  cameraId: string;
  /** The draft as it is now; null while it is invalid or there is none. */
  draft: FenceFile | null;
  /** The newest versions of the camera's fences: what is armed. */
  fences: readonly FenceVersion[];
  /** A setting that the operator chose on the sweep curve, to be put into the draft. Without it the curve only shows. */
  onPropose?: (part: Partial<FenceFile>) => void;
}

export function PastPanel({ cameraId }: PastPanelProps) {
  return <section className="past card" data-past={cameraId} />;
}
