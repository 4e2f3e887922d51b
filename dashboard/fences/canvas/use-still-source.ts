// The address of the picture to show. It is frozen during a gesture or while drawing; afterwards the newest one is shown.
import { useState } from 'react';

export function useStillSource(newest: string | null, isBusy: boolean): string | null {
  const [shown, setShown] = useState(newest);
  const isFree = !isBusy || shown === null;
  if (isFree && shown !== newest) setShown(newest);
  return isFree ? newest : shown;
}
