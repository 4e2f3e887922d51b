// Below a clip: play and pause, steps by one picture, to the alert, when the picture was taken, when it was looked at, and the full
// screen, in which all of this and the drawing stay.
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { Icon, type IconName } from '../../../shared/icon.tsx';
import { formatFineClock } from '../../../time/moment.ts';
import type { ClipCommand } from './clip-keys.ts';

export interface ClipBarProps {
  /** The element for the full screen. */
  frame: RefObject<HTMLDivElement | null>;
  /** When the picture was taken, epoch ms; null if the clip does not say. */
  at: number | null;
  /** Time of the drawn observation; null when there is none for this picture. */
  seenAt: number | null;
  /** Whether observations of the clip's time have arrived. */
  hasSeen: boolean;
  isPlaying: boolean;
  onCommand: (command: ClipCommand) => void;
}

export function ClipBar({ frame, at, seenAt, hasSeen, isPlaying, onCommand }: ClipBarProps) {
  const { t } = useTranslation();
  return (
    <div className="clip-bar">
      <ClipButtons hasTime={at !== null} isPlaying={isPlaying} onCommand={onCommand} />
      {at !== null && <ClipTime at={at} />}
      <span className="clip-seen muted">
        {hasSeen ? <SeenText at={at} seenAt={seenAt} /> : t('clip.still')}
      </span>
      <FullScreenButton frame={frame} />
    </div>
  );
}

export function ClipTime({ at }: { at: number }) {
  const format = useMomentFormat();
  return (
    <span className="clip-time" data-at={Math.round(at)}>
      {formatFineClock(at, format)}
    </span>
  );
}

interface ClipButtonsProps {
  /** Whether its pictures have a time. */
  hasTime: boolean;
  isPlaying: boolean;
  onCommand: (command: ClipCommand) => void;
}

export function ClipButtons({ hasTime, isPlaying, onCommand }: ClipButtonsProps) {
  const { t } = useTranslation();
  const press = (command: ClipCommand) => () => {
    onCommand(command);
  };
  return (
    <>
      {hasTime && (
        <ClipButton
          icon={isPlaying ? 'pause' : 'play'}
          label={t(isPlaying ? 'clip.pause' : 'clip.play')}
          onPress={press({ type: 'play' })}
        />
      )}
      <ClipButton
        icon="back"
        label={t('clip.previous')}
        onPress={press({ type: 'step', by: -1 })}
      />
      <ClipButton icon="forward" label={t('clip.next')} onPress={press({ type: 'step', by: 1 })} />
      {hasTime && (
        <ClipButton icon="alerts" label={t('clip.toAlert')} onPress={press({ type: 'alert' })} />
      )}
    </>
  );
}

interface ClipButtonProps {
  icon: IconName;
  label: string;
  onPress: () => void;
}

function ClipButton({ icon, label, onPress }: ClipButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

function SeenText({ at, seenAt }: Pick<ClipBarProps, 'at' | 'seenAt'>) {
  const { t } = useTranslation();
  if (at === null || seenAt === null) return t('clip.notLooked');
  const seconds = Math.max(0, at - seenAt) / 1000;
  if (seconds < 0.1) return t('clip.lookedNow');
  return t('clip.looked', { seconds: seconds.toFixed(1) });
}

export function FullScreenButton({ frame }: Pick<ClipBarProps, 'frame'>) {
  const { t } = useTranslation();
  if (!document.fullscreenEnabled) return null;
  return (
    <ClipButton
      icon="fit"
      label={t('clip.fullScreen')}
      onPress={() => {
        void toggleFullScreen(frame.current);
      }}
    />
  );
}

async function toggleFullScreen(frame: HTMLDivElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await frame?.requestFullscreen();
}
