// Names fences that the detector saw only in part while the log was written: the result is incomplete there.
import { useTranslation } from 'react-i18next';
import type { Fence } from '../../../contracts/index.ts';
import type { UnwatchedFence } from '../../../geofences/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { unwatchedShare } from './unwatched-share.ts';

interface UnwatchedNoteProps {
  unwatched: readonly UnwatchedFence[];
  fences: readonly Pick<Fence, 'id' | 'name'>[];
}

export function UnwatchedNote({ unwatched, fences }: UnwatchedNoteProps) {
  const { t } = useTranslation();
  return unwatched.map(({ fenceId, share }) => (
    <p key={fenceId} className="note note-warn" data-unwatched={fenceId}>
      <Icon name="eye-off" />
      {t('backTest.unwatched', {
        share: unwatchedShare(share),
        fence: fences.find(({ id }) => id === fenceId)?.name ?? fenceId,
      })}
    </p>
  ));
}
