// The clips of a case's cameras, side by side on one clock: each shows its picture of the same moment. A camera that has none says why.
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../../contracts/index.ts';
import { Icon } from '../../../shared/icon.tsx';
import { usePageKeys } from '../../../shared/use-page-keys.ts';
import type { Layer } from '../layer-toggles.tsx';
import type { ShownOpening } from '../shown-openings.ts';
import { ClipButtons, ClipTime, FullScreenButton } from './clip-bar.tsx';
import { clipCommandOf, type ClipCommand } from './clip-keys.ts';
import { momentsOf } from './clip-moments.ts';
import { ClipTimeline } from './clip-timeline.tsx';
import { commonSpan } from './seen-together.ts';
import { TogetherTile } from './together-tile.tsx';
import { useCommonClock, type CommonClock } from './use-common-clock.ts';

interface ClipsTogetherProps {
  kind: Kind;
  openings: readonly [ShownOpening, ...ShownOpening[]];
  hidden: ReadonlySet<Layer>;
}

const noSpan = { from: 0, to: 1 };

export function ClipsTogether({ kind, openings, hidden }: ClipsTogetherProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [stepMs, setStepMs] = useState(40);
  const found = commonSpan(openings) ?? noSpan;
  const span = useMemo(() => ({ from: found.from, to: found.to }), [found.from, found.to]);
  const clock = useCommonClock(span);
  const [first] = openings;
  const moments = momentsOf(first);
  const onCommand = useCallback(
    (command: ClipCommand) => {
      runOnClock(clock, { stepMs, alertAt: moments.alertAt, command });
    },
    [clock, stepMs, moments.alertAt],
  );
  usePageKeys(clipCommandOf, onCommand);
  return (
    <div className="clip together" ref={frame}>
      <ul className="together-tiles">
        {openings.map((opening, index) => (
          <li key={opening.cameraId}>
            <TogetherTile
              {...{ kind, opening, hidden, clock }}
              {...(index === 0 && { onStepMs: setStepMs })}
            />
          </li>
        ))}
      </ul>
      <div className="clip-bar">
        <ClipButtons hasTime isPlaying={clock.isPlaying} onCommand={onCommand} />
        <ClipTime at={clock.at} />
        <WaitNote openings={openings} clock={clock} />
        <FullScreenButton frame={frame} />
      </div>
      <ClipTimeline
        span={span}
        missing={first.clip?.coverage?.missing ?? []}
        moments={moments}
        observations={[]}
        region={first.region}
        at={clock.at}
        onSeek={clock.seek}
      />
    </div>
  );
}

interface OnClock {
  stepMs: number;
  alertAt: number;
  command: ClipCommand;
}

function runOnClock(clock: CommonClock, { stepMs, alertAt, command }: OnClock): void {
  const { at } = clock.read();
  if (command.type === 'play') {
    clock.setPlaying(!clock.isPlaying);
    return;
  }
  if (command.type === 'jump') {
    clock.seek(at + command.byMs);
    return;
  }
  clock.setPlaying(false);
  clock.seek(command.type === 'alert' ? alertAt : at + command.by * stepMs);
}

/** The clip that is loading, which pauses all others. */
function WaitNote({
  openings,
  clock,
}: Pick<ClipsTogetherProps, 'openings'> & { clock: CommonClock }) {
  const { t } = useTranslation();
  const late = openings.filter(({ cameraId }) => clock.waitsFor.includes(cameraId));
  return (
    <span className="clip-seen muted" role="status">
      {clock.isPlaying && late.length > 0 && (
        <>
          <Icon name="clock" />
          {t('clip.together.waits', { cameras: late.map((one) => one.cameraName).join(', ') })}
        </>
      )}
    </span>
  );
}
