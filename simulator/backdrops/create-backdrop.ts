// Creates the backdrop of a scene by its name.
import type { BackdropName } from '../scene.ts';
import type { Backdrop } from './backdrop.ts';
import { createCorner } from './corner.ts';
import { createFireExit } from './fire-exit.ts';
import { createStreet } from './street.ts';

export function createBackdrop(name: BackdropName): Backdrop {
  switch (name) {
    case 'street':
      return createStreet();
    case 'fire-exit':
      return createFireExit();
    case 'corner':
      return createCorner();
  }
}
