// The picture and the clip of a case, with fence and region drawn over them; each layer can be hidden.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { Scene, type SceneFence } from '../../shared/scene.tsx';
import { placeText } from '../case-presence.ts';
import type { Sighting } from './sightings.ts';
import { ViewTabs, type EvidenceMedium } from './view-tabs.tsx';
import { kindText } from '../../shared/kind-text.ts';

const ClipPlayer = lazy(async () => ({
  default: (await loadPatiently(() => import('./case-more.tsx'))).ClipPlayer,
}));

type Layer = 'fence' | 'region';

interface EvidenceViewProps {
  kind: Kind;
  sighting: Sighting;
}

export function EvidenceView({ kind, sighting }: EvidenceViewProps) {
  const { t } = useTranslation();
  const [medium, setMedium] = useState<EvidenceMedium>('picture');
  const [hidden, setHidden] = useState<ReadonlySet<Layer>>(new Set());
  const fences = hidden.has('fence') ? [] : [fenceOf(kind, sighting)];
  const region = hidden.has('region') ? null : { box: sighting.region, kind };
  return (
    <section className="card evidence">
      <div className="evidence-bar">
        <ViewTabs medium={medium} hasClip={sighting.hasClip} onChange={setMedium} />
        <LayerToggles
          hidden={hidden}
          onToggle={(layer) => {
            setHidden((old) => toggled(old, layer));
          }}
        />
      </div>
      {medium === 'picture' ? (
        <Scene
          source={sighting.pictureAddress}
          alt={t('cases.pictureOf', { kind: kindText(t, kind), place: placeText(sighting) })}
          emptyText={t('cases.noPicture')}
          fences={fences}
          region={region}
        />
      ) : (
        <Suspense fallback={<span className="skeleton skeleton-tile" />}>
          <ClipPlayer sighting={sighting} fences={fences} region={region} />
        </Suspense>
      )}
    </section>
  );
}

interface LayerTogglesProps {
  hidden: ReadonlySet<Layer>;
  onToggle: (layer: Layer) => void;
}

function LayerToggles({ hidden, onToggle }: LayerTogglesProps) {
  const { t } = useTranslation();
  return (
    <div className="layers" role="group" aria-label={t('detail.layers')}>
      {(['fence', 'region'] as const).map((layer) => (
        <button
          key={layer}
          type="button"
          className="layer"
          data-layer={layer}
          aria-pressed={!hidden.has(layer)}
          onClick={() => {
            onToggle(layer);
          }}
        >
          <Icon name={hidden.has(layer) ? 'eye-off' : 'eye'} />
          {t(`detail.${layer}`)}
        </button>
      ))}
    </div>
  );
}

function fenceOf(kind: Kind, { fenceId, polygon }: Sighting): SceneFence {
  return { id: fenceId, kind, polygon, open: false };
}

function toggled(layers: ReadonlySet<Layer>, layer: Layer): ReadonlySet<Layer> {
  return layers.has(layer)
    ? new Set([...layers].filter((other) => other !== layer))
    : new Set([...layers, layer]);
}
