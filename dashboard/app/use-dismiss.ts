// Closes something that is open: by Escape (the focus goes back to its button), or by a press anywhere else.
import { useEffect, useEffectEvent, type RefObject } from 'react';

export function useDismiss(
  root: RefObject<HTMLElement | null>,
  open: boolean,
  close: () => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    close();
    root.current?.querySelector('button')?.focus();
  });
  const onPress = useEffectEvent((event: PointerEvent) => {
    if (event.target instanceof Node && !root.current?.contains(event.target)) close();
  });
  useEffect(() => {
    if (!open) return;
    const keyListener = (event: KeyboardEvent) => {
      onKey(event);
    };
    const pressListener = (event: PointerEvent) => {
      onPress(event);
    };
    document.addEventListener('keydown', keyListener);
    document.addEventListener('pointerdown', pressListener);
    return () => {
      document.removeEventListener('keydown', keyListener);
      document.removeEventListener('pointerdown', pressListener);
    };
  }, [open]);
}
