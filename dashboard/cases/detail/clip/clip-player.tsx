// Plays the clip of a case, with what was seen in each picture drawn over it. While it is not ready the page says so, and reloads
// by itself.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../shared/icon.tsx';
import { useNow } from '../../../time/clock.tsx';
import { ClipCoverageNote } from './clip-coverage.tsx';
import { Film, type FilmProps } from './film.tsx';
import { Playable } from '../../../shared/playable.tsx';

type ClipPlayerProps = Omit<FilmProps, 'address' | 'coverage' | 'onFail'>;

/** The longest time after an alert that a site can ask for is five minutes; then the clip is cut and sent. */
const overdueMs = 10 * 60_000;

export function ClipPlayer(props: ClipPlayerProps) {
  const { sighting } = props;
  const { t } = useTranslation();
  const { clipAddress, clip } = sighting;
  const isOverdue = useNow(30_000) - sighting.openedAt > overdueMs;
  const isNone = clip?.coverage?.kept.length === 0;
  if (clipAddress === null)
    return (
      <div className="clip-absent" role="status">
        <Icon name={isNone || isOverdue ? 'warning' : 'clock'} />
        <p>{t(`detail.${absenceOf(isNone, isOverdue)}`)}</p>
        <ClipCoverageNote clip={clip} />
      </div>
    );
  return (
    <>
      <Playable key={clipAddress} address={clipAddress} clip={clip}>
        {(address, onFail) => (
          <Film
            {...props}
            key={address}
            address={address}
            coverage={clip?.coverage ?? null}
            onFail={onFail}
          />
        )}
      </Playable>
      <ClipCoverageNote clip={clip} hasLine={false} />
    </>
  );
}

function absenceOf(isNone: boolean, isOverdue: boolean) {
  if (isNone) return 'clipNone';
  return isOverdue ? 'clipOverdue' : 'clipWaiting';
}
