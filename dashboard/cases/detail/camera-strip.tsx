// The cameras of a case: each with its picture, its fence and whether it still sees the object. Pressing one shows its evidence.
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../contracts/index.ts';
import { Scene } from '../../shared/scene.tsx';
import { PresenceText } from '../case-chips.tsx';
import { placeText } from '../case-presence.ts';
import type { Sighting } from './sightings.ts';
import { kindText } from '../../shared/kind-text.ts';

interface CameraStripProps {
  kind: Kind;
  sightings: readonly Sighting[];
  shown: Sighting;
  onShow: (incidentId: string) => void;
}

export function CameraStrip({ kind, sightings, shown, onShow }: CameraStripProps) {
  const { t } = useTranslation();
  if (sightings.length < 2) return null;
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.cameras', { total: sightings.length })}</h2>
      <ul className="sightings">
        {sightings.map((sighting, index) => (
          <li key={sighting.incidentId}>
            <SightingButton
              {...{ kind, sighting }}
              isFirst={index === 0}
              isShown={sighting.incidentId === shown.incidentId}
              onShow={() => {
                onShow(sighting.incidentId);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SightingButtonProps {
  kind: Kind;
  sighting: Sighting;
  isFirst: boolean;
  isShown: boolean;
  onShow: () => void;
}

function SightingButton({ kind, sighting, isFirst, isShown, onShow }: SightingButtonProps) {
  const { t } = useTranslation();
  const { pictureAddress, polygon, region, fenceId, cameraName, fenceName } = sighting;
  return (
    <button
      type="button"
      className="sighting"
      data-sighting={sighting.incidentId}
      aria-pressed={isShown}
      onClick={onShow}
    >
      <Scene
        source={pictureAddress}
        alt={t('cases.pictureOf', { kind: kindText(t, kind), place: placeText(sighting) })}
        emptyText={t('cases.noPicture')}
        fences={[{ id: fenceId, kind, polygon, open: false }]}
        region={{ box: region, kind }}
      />
      <span className="sighting-text">
        <span className="sighting-role">{t(isFirst ? 'detail.sawFirst' : 'detail.sawToo')}</span>
        <strong>{cameraName}</strong>
        <span className="muted">{fenceName}</span>
        <PresenceText summary={sighting} />
      </span>
    </button>
  );
}
