// Plays the clip of a case, with what was seen in each picture drawn over it. While it is not ready it says so; the page loads again
// by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../shared/icon.tsx';
import { useNow } from '../../../time/clock.tsx';
import { ClipCoverageNote } from './clip-coverage.tsx';
import { Film, type FilmProps } from './film.tsx';

type ClipPlayerProps = Omit<FilmProps, 'address' | 'coverage' | 'onFail'>;

/** The longest time after an alert that a site can ask for is five minutes; then the clip is cut and sent. */
const overdueMs = 10 * 60_000;

export function ClipPlayer(props: ClipPlayerProps) {
  const { sighting } = props;
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const { clipAddress } = sighting;
  const isOverdue = useNow(30_000) - sighting.openedAt > overdueMs;
  const isNone = sighting.clip?.coverage?.kept.length === 0;
  if (clipAddress === null || failed)
    return (
      <div className="clip-absent" role="status">
        <Icon name={failed || isNone || isOverdue ? 'warning' : 'clock'} />
        <p>{t(`detail.${isNone ? 'clipNone' : absenceOf(failed, isOverdue)}`)}</p>
        <ClipCoverageNote clip={sighting.clip} />
      </div>
    );
  return (
    <>
      <Film
        {...props}
        key={clipAddress}
        address={clipAddress}
        coverage={sighting.clip?.coverage ?? null}
        onFail={() => {
          setFailed(true);
        }}
      />
      <ClipCoverageNote clip={sighting.clip} hasLine={false} />
    </>
  );
}

function absenceOf(failed: boolean, isOverdue: boolean) {
  if (failed) return 'clipFailed';
  return isOverdue ? 'clipOverdue' : 'clipWaiting';
}
