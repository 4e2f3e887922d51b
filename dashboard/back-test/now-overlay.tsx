// What the camera sees now, asked for every two seconds. Use it inside `<svg viewBox="0 0 1 1" preserveAspectRatio="none">` over
// the picture.
import { useNow } from '../time/clock.tsx';
import { staleMs } from '../shared/seen.ts';
import { SeenGroup } from '../shared/seen-group.tsx';
import { useCameraNow } from './now/use-camera-now.ts';

export interface NowOverlayProps {
  cameraId: string;
}

const pollMs = 2000;

export function NowOverlay({ cameraId }: NowOverlayProps) {
  const { now } = useCameraNow(cameraId, pollMs);
  const at = useNow(pollMs);
  const observation = now?.observation ?? null;
  const isFresh = observation !== null && at - observation.capturedAt < staleMs;
  return <SeenGroup tense="now" observation={isFresh ? observation : null} />;
}
