// Decides whether a message is held back by a mute of its person, camera or fence. Pure.
import type { Mute } from '../../contracts/index.ts';
import type { DirectOutgoing } from './telling.ts';

export function isMuted(
  { addressee, notification }: Pick<DirectOutgoing, 'addressee' | 'notification'>,
  mutes: readonly Pick<Mute, 'of' | 'id'>[],
): boolean {
  const { cameraId, fenceId } = notification;
  return mutes.some(({ of, id }) => {
    switch (of) {
      case 'person':
        return addressee.key === `person ${id}`;
      case 'camera':
        return cameraId === id;
      case 'fence':
        return fenceId === id;
    }
  });
}
