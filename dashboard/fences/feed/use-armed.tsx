// The base of the pages about fences: the cameras with their armed fences, and a placeholder while they load or when they fail.
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../api/answer.ts';
import { FailureNote } from '../../shared/failure-note.tsx';
import type { CameraListState } from '../../cameras/camera-list.ts';
import { useCameras } from '../../cameras/use-cameras.ts';
import { useFences, type FenceFeed } from './use-fences.ts';

export interface Armed {
  cameras: CameraListState['cameras'];
  feed: FenceFeed;
  failure: Failure | null;
  isLoading: boolean;
  retry: () => void;
}

const refreshMs = 10_000;

/** Of one camera's fences, or of all. */
export function useArmed(cameraId?: string): Armed {
  const cameras = useCameras(refreshMs);
  const feed = useFences(cameraId);
  return {
    cameras: cameras.cameras,
    feed,
    failure: feed.failure ?? cameras.failure,
    isLoading: cameras.status === 'loading' || feed.status === 'loading',
    retry: () => {
      feed.retry();
      cameras.retry();
    },
  };
}

interface ArmedStateProps {
  armed: Armed;
  /** The placeholder: a drawing area or a list. */
  shape: 'canvas' | 'list';
}

/** Null once everything is loaded. */
export function ArmedState({ armed: { failure, isLoading, retry }, shape }: ArmedStateProps) {
  const { t } = useTranslation();
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {isLoading && (
        <span
          className={`skeleton skeleton-${shape}`}
          role="status"
          aria-label={t('app.loading')}
        />
      )}
    </>
  );
}
