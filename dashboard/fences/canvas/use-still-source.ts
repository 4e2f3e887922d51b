// The address of the picture to show. While something is held or drawn the picture stays as it is: it must not change
// under the finger. Afterwards the newest one is shown.
import { useState } from 'react';

export function useStillSource(newest: string | null, isBusy: boolean): string | null {
  const [shown, setShown] = useState(newest);
  const isFree = !isBusy || shown === null;
  if (isFree && shown !== newest) setShown(newest);
  return isFree ? newest : shown;
}
