// Tells dispatch which cameras are on the screen, so that their edges send pictures and observations often. Said again while they are;
// a hidden page watches nothing.
import { useEffect, useState, type RefObject } from 'react';
import { mostWatched, watchAgainMs } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';

/** No id holds one. */
const between = '\n';

export function useWatching(cameraIds: readonly string[]): void {
  const { client } = useSession();
  const ids = cameraIds.slice(0, mostWatched).join(between);
  useEffect(() => {
    if (ids === '') return;
    const say = () => {
      // A failure shows elsewhere, and the next telling comes soon.
      if (!document.hidden) void client.watchCameras(ids.split(between));
    };
    say();
    const timer = setInterval(say, watchAgainMs);
    document.addEventListener('visibilitychange', say);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
    };
  }, [client, ids]);
}

/** Just outside of the screen: they are about to be seen. */
const rootMargin = '150px';

/**
 * Watches those cameras of a list that are on the screen.
 * @param list holds an element with `data-camera` for each
 */
export function useWatchingSeen(
  list: RefObject<HTMLElement | null>,
  cameraIds: readonly string[],
): void {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const ids = cameraIds.join(between);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        setSeen((before) => withChanges(before, entries));
      },
      { rootMargin },
    );
    for (const element of list.current?.querySelectorAll('[data-camera]') ?? [])
      observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [list, ids]);
  useWatching(cameraIds.filter((id) => seen.has(id)));
}

function withChanges(before: ReadonlySet<string>, entries: readonly IntersectionObserverEntry[]) {
  const after = new Set(before);
  for (const { target, isIntersecting } of entries) {
    const id = target instanceof HTMLElement ? (target.dataset['camera'] ?? '') : '';
    if (isIntersecting) after.add(id);
    else after.delete(id);
  }
  return after;
}
