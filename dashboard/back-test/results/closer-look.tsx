// One would-be alert in full size, with the engine's trace, and buttons to its neighbours.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fence } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Icon } from '../../shared/icon.tsx';
import { KindName } from '../../shared/kind-mark.tsx';
import { formatDuration } from '../../time/duration.ts';
import { formatMoment } from '../../time/moment.ts';
import { chooseThumbnail } from './choose-thumbnail.ts';
import type { WouldBe } from './entries.ts';
import { IncidentPicture } from './incident-picture.tsx';
import { MarkChip } from './mark-chip.tsx';
import type { WouldBeListProps } from './would-be-props.ts';
import { kindText } from '../../shared/kind-text.ts';

interface CloserLookProps extends WouldBeListProps {
  index: number;
  /** Outside the list: closed. */
  onIndex: (index: number) => void;
}

export function CloserLook({ entries, index, onIndex, ...rest }: CloserLookProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const entry = entries[index];
  if (!entry) return null;
  const { cameraId, thumbnails, span, fenceOf } = rest;
  const fence = fenceOf(entry);
  const thumbnailAt = chooseThumbnail(thumbnails, entry.incident, span.to);
  const close = () => {
    onIndex(-1);
  };
  const go = (next: number) => {
    if (entries[next]) onIndex(next);
  };
  return (
    <dialog
      ref={dialog}
      className="closer-look"
      aria-label={kindText(t, entry.incident.kind)}
      onClose={close}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') go(index - 1);
        if (key === 'ArrowRight') go(index + 1);
      }}
    >
      <IncidentPicture {...{ cameraId, fence, thumbnailAt }} incident={entry.incident} />
      {thumbnailAt === null && <p className="muted closer-schematic">{t('backTest.schematic')}</p>}
      <div className="closer-text">
        <Facts entry={entry} fence={fence} thumbnailAt={thumbnailAt} />
        <div className="closer-bar">
          <Neighbour name="newer" to={index - 1} count={entries.length} go={go} />
          <Neighbour name="older" to={index + 1} count={entries.length} go={go} />
          <button type="button" className="button button-primary" onClick={close}>
            {t('backTest.close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

interface NeighbourProps {
  name: 'newer' | 'older';
  to: number;
  count: number;
  go: (index: number) => void;
}

function Neighbour({ name, to, count, go }: NeighbourProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="button"
      disabled={to < 0 || to >= count}
      onClick={() => {
        go(to);
      }}
    >
      {name === 'newer' && <Icon name="back" />}
      {t(`backTest.${name}`)}
      {name === 'older' && <Icon name="forward" />}
    </button>
  );
}

interface FactsProps {
  entry: WouldBe;
  fence: Fence | null;
  thumbnailAt: number | null;
}

function Facts({ entry, fence, thumbnailAt }: FactsProps) {
  const { t, i18n } = useTranslation();
  const format = useMomentFormat();
  const { incident, mark } = entry;
  const duration = formatDuration(t, incident.openedAt - incident.presentSince);
  const because = t(`because.${incident.kind}`, {
    fence: fence?.name ?? incident.fenceId,
    duration,
  });
  const facts = [
    ['raisedAt', incident.openedAt],
    ['thereSince', incident.presentSince],
    ['goneAt', incident.clearedAt],
    ['pictureAt', thumbnailAt],
  ] as const;
  return (
    <>
      <p className="closer-title">
        <KindName kind={incident.kind} /> <MarkChip mark={mark} />
      </p>
      <p>{i18n.language === 'en' ? incident.reason : because}</p>
      <dl className="closer-facts">
        {facts.map(([name, at]) => (
          <div key={name}>
            <dt>{t(`backTest.${name}`)}</dt>
            <dd>{at === null ? '–' : formatMoment(at, format)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
