// The openings of an incident, latest first, each with its picture. Pressing one shows its evidence.
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Scene } from '../../shared/scene.tsx';
import { useNow } from '../../time/clock.tsx';
import { formatSince } from '../../time/moment.ts';
import { PresenceText } from '../case-chips.tsx';
import { placeText } from '../case-presence.ts';
import type { ShownOpening, ShownOpenings } from './shown-openings.ts';
import { kindText } from '../../shared/kind-text.ts';

interface OpeningStripProps {
  kind: Kind;
  openings: ShownOpenings;
  shown: ShownOpening;
  onShow: (opening: ShownOpening) => void;
}

export function OpeningStrip({ kind, openings, shown, onShow }: OpeningStripProps) {
  const { t } = useTranslation();
  if (openings.length < 2) return null;
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.openings', { total: openings.length })}</h2>
      <ul className="sightings openings">
        {openings.map((one) => (
          <li key={one.opening}>
            <OpeningButton
              kind={kind}
              opening={one}
              isShown={one === shown}
              onShow={() => {
                onShow(one);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OpeningButtonProps {
  kind: Kind;
  opening: ShownOpening;
  isShown: boolean;
  onShow: () => void;
}

function OpeningButton({ kind, opening, isShown, onShow }: OpeningButtonProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { openedAt, pictureAddress, region, time } = opening;
  return (
    <button
      type="button"
      className="sighting"
      data-opening={opening.opening}
      aria-pressed={isShown}
      onClick={onShow}
    >
      <Scene
        source={pictureAddress}
        alt={t('cases.pictureOf', { kind: kindText(t, kind), place: placeText(opening) })}
        emptyText={t('cases.noPicture')}
        region={{ box: region, kind }}
      />
      <span className="sighting-text">
        <span className="sighting-role">
          {time === 1 ? t('detail.firstTime') : t('detail.nthTime', { time })}
        </span>
        <strong>{formatSince(openedAt, now, format)}</strong>
        {opening.isEndUnknown ? (
          <span className="muted">{t('detail.endUnknown')}</span>
        ) : (
          <PresenceText summary={opening} />
        )}
      </span>
    </button>
  );
}
