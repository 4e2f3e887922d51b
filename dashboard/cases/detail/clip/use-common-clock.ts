// The clock that several players share: it runs while all clips with a picture are ready, and pauses while one of them loads.
// Players read it in every frame; the page, ten times a second.
import { useCallback, useEffect, useRef, useState } from 'react';
import { tick } from './common-clock.ts';
import type { FilmSpan } from './seen-together.ts';

export interface CommonClock {
  /** Epoch ms, as the page shows it. */
  at: number;
  isPlaying: boolean;
  /** The players that the clock waits for. */
  waitsFor: readonly string[];
  /** For players: now, and whether it runs. */
  read: () => { at: number; runs: boolean };
  seek: (at: number) => void;
  setPlaying: (isPlaying: boolean) => void;
  /** A player says in each frame whether it can go on. */
  note: (player: string, isReady: boolean) => void;
}

/** How often the shown time is updated. */
const shownEveryMs = 100;

export function useCommonClock(span: FilmSpan): CommonClock {
  const exact = useRef(span.from);
  const waiting = useRef(new Set<string>());
  const [at, setAt] = useState(span.from);
  const [isPlaying, setPlaying] = useState(false);
  const [waitsFor, setWaitsFor] = useState<readonly string[]>([]);
  const playing = useRef(false);
  const show = useCallback(() => {
    setAt(exact.current);
    setWaitsFor((before) =>
      before.length + waiting.current.size > 0 ? [...waiting.current] : before,
    );
  }, []);
  useEffect(() => {
    playing.current = isPlaying;
    if (!isPlaying) return;
    let last = performance.now();
    let shownAt = last;
    const onFrame = (now: number) => {
      if (waiting.current.size === 0) exact.current = tick(exact.current, now - last, span.to);
      last = now;
      if (now - shownAt >= shownEveryMs) {
        shownAt = now;
        show();
      }
      if (exact.current >= span.to) setPlaying(false);
      frame = requestAnimationFrame(onFrame);
    };
    let frame = requestAnimationFrame(onFrame);
    return () => {
      cancelAnimationFrame(frame);
      show();
    };
  }, [isPlaying, span.to, show]);
  const seek = useCallback(
    (to: number) => {
      exact.current = Math.min(span.to, Math.max(span.from, to));
      show();
    },
    [span.from, span.to, show],
  );
  const note = useCallback((player: string, isReady: boolean) => {
    if (isReady) waiting.current.delete(player);
    else waiting.current.add(player);
  }, []);
  const read = useCallback(
    () => ({ at: exact.current, runs: playing.current && waiting.current.size === 0 }),
    [],
  );
  return { at, isPlaying, waitsFor, read, seek, setPlaying, note };
}
