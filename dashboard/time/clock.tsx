// The clock of components. It is injected, so that tests set the time; `useNow` updates regularly.
import { createContext, useContext, useEffect, useState } from 'react';

export type Clock = () => number;
export const ClockContext = createContext<Clock>(() => Date.now());

/** The current time, updated once per period. Use a longer period if no seconds are shown. */
export function useNow(periodMs = 1000): number {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(clock());
    }, periodMs);
    return () => {
      clearInterval(timer);
    };
  }, [clock, periodMs]);
  return now;
}
