// The would-be alerts of a replay as pictures, newest first, each marked as kept, gained or lost. Pressing one shows it in full
// size.
import { longestStayMs } from '../../../geofences/index.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { formatDuration } from '../../time/duration.ts';
import { formatMoment } from '../../time/moment.ts';
import { chooseThumbnail } from './choose-thumbnail.ts';
import { CloserLook } from './closer-look.tsx';
import type { Mark, WouldBe } from './entries.ts';
import { IncidentPicture } from './incident-picture.tsx';
import { MarkChip } from './mark-chip.tsx';
import type { WouldBeListProps } from './would-be-props.ts';

const firstShown = 12;

export function WouldBeList(props: WouldBeListProps) {
  const { t } = useTranslation();
  const [shownCount, setShownCount] = useState(firstShown);
  const [mark, setMark] = useState<Mark | null>(null);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const entries = props.entries.filter((entry) => mark === null || entry.mark === mark);
  const shown = entries.slice(0, shownCount);
  const openIndex = entries.findIndex(({ key }) => key === openKey);
  if (props.entries.length === 0) return <p className="back-test-none">{t('backTest.none')}</p>;
  return (
    <>
      <MarkFilter entries={props.entries} mark={mark} onMark={setMark} />
      {entries.length === 0 && <p className="muted">{t('backTest.noneOfMark')}</p>}
      <ul className="would-be-list" aria-label={t('backTest.list')}>
        {shown.map((entry) => (
          <li key={entry.key}>
            <WouldBeCard
              {...props}
              entry={entry}
              onOpen={() => {
                setOpenKey(entry.key);
              }}
            />
          </li>
        ))}
      </ul>
      {entries.length > shown.length && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setShownCount(shownCount + firstShown * 2);
          }}
        >
          {t('backTest.more', { total: entries.length - shown.length })}
        </button>
      )}
      {openIndex >= 0 && (
        <CloserLook
          {...props}
          entries={entries}
          index={openIndex}
          onIndex={(index) => {
            setOpenKey(entries[index]?.key ?? null);
          }}
        />
      )}
    </>
  );
}

interface MarkFilterProps {
  entries: readonly WouldBe[];
  mark: Mark | null;
  onMark: (mark: Mark | null) => void;
}

function MarkFilter({ entries, mark, onMark }: MarkFilterProps) {
  const { t } = useTranslation();
  const marks = (['gained', 'lost', 'kept'] as const).filter((one) =>
    entries.some((entry) => entry.mark === one),
  );
  if (marks.length < 2 && mark === null) return null;
  return (
    <div className="mark-filter" role="group" aria-label={t('backTest.marks')}>
      {[null, ...marks].map((one) => (
        <button
          key={one ?? 'all'}
          type="button"
          className="filter-chip"
          aria-pressed={mark === one}
          onClick={() => {
            onMark(one);
          }}
        >
          {one ? t(`backTest.mark-${one}`) : t('backTest.all')}
        </button>
      ))}
    </div>
  );
}

interface WouldBeCardProps extends WouldBeListProps {
  entry: WouldBe;
  onOpen: () => void;
}

function WouldBeCard({ cameraId, entry, span, thumbnails, fenceOf, onOpen }: WouldBeCardProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { incident } = entry;
  const fence = fenceOf(entry);
  const time = formatMoment(incident.openedAt, format);
  const stayedMs = longestStayMs(incident, span.to);
  const comebacks = incident.stays.length - 1;
  return (
    <button type="button" className="would-be" data-mark={entry.mark} onClick={onOpen}>
      <span className="visually-hidden">
        {t('backTest.open', { fence: fence?.name ?? incident.fenceId, time })}
      </span>
      <IncidentPicture
        cameraId={cameraId}
        incident={incident}
        fence={fence}
        thumbnailAt={chooseThumbnail(thumbnails, incident, span.to)}
      />
      <span className="would-be-text">
        <MarkChip mark={entry.mark} />
        <span className="would-be-time">{time}</span>
        <span className="muted">
          {t('backTest.stayed', { duration: formatDuration(t, stayedMs) })}
          {comebacks > 0 && ` · ${t('backTest.cameBack', { total: comebacks })}`}
          {incident.clearedAt === null && ` · ${t('backTest.stillThere')}`}
        </span>
        {fence && <span className="muted would-be-fence">{fence.name}</span>}
      </span>
    </button>
  );
}
