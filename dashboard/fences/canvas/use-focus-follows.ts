// Moves the keyboard focus to the selected point: the one just added, the one before a deleted one, the next one after Tab.
import { useEffect, type RefObject } from 'react';
import type { Chosen } from '../edit/edit-model.ts';
import { ringKey } from '../edit/ring.ts';

export function useFocusFollows(area: RefObject<HTMLElement | null>, chosen: Chosen | null): void {
  useEffect(() => {
    const element = area.current;
    if (!element?.contains(document.activeElement) || !chosen) return;
    const ring = `[data-ring="${ringKey(chosen.ring)}"]`;
    const part = chosen.point === null ? '.ring-grip' : `[data-point="${chosen.point}"]`;
    element.querySelector<SVGElement>(`${ring}${part}, ${part}${ring}`)?.focus();
  }, [area, chosen]);
}
