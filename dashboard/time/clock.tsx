// The clock that components read. It comes in from outside, so that tests choose the time; `useNow` ticks.
import { createContext, useContext, useEffect, useState } from 'react';

export type Clock = () => number;
export const ClockContext = createContext<Clock>(() => Date.now());

/** The time, fresh once a period. Pass a longer period where seconds do not show. */
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
