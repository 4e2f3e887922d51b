// The picture and the clip of a case, with the fence of that time, the detected region and the current fence drawn over them; each
// layer can be hidden. A case of several cameras has their clips together too.
import { lazy, Suspense, useRef, useState } from 'react';
import { getI18n, useTranslation } from 'react-i18next';
import type { FenceVersion, Kind } from '../../../contracts/index.ts';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { Scene, type SceneFence } from '../../shared/scene.tsx';
import { placeText } from '../case-presence.ts';
import { hasTimedClip } from './clip/seen-together.ts';
import { LayerToggles, type Layer } from './layer-toggles.tsx';
import type { ShownOpening } from './shown-openings.ts';
import { hasChanged, useFenceVersions, type FenceThenAndNow } from './use-fence-versions.ts';
import { ViewTabs, type EvidenceMedium } from './view-tabs.tsx';
import { kindText } from '../../shared/kind-text.ts';

/** The player, with its texts. */
async function loadClips() {
  const [clips] = await Promise.all([
    loadPatiently(() => import('./clip/index.ts')),
    getI18n().loadNamespaces('work'),
  ]);
  return clips;
}
const ClipPlayer = lazy(async () => ({ default: (await loadClips()).ClipPlayer }));
const ClipsTogether = lazy(async () => ({ default: (await loadClips()).ClipsTogether }));
const FenceNote = lazy(async () => ({ default: (await loadClips()).FenceNote }));

interface EvidenceViewProps {
  kind: Kind;
  sighting: ShownOpening;
  /** The shown opening first, then one of each other camera. */
  together: readonly [ShownOpening, ...ShownOpening[]];
  /** The user selects a clip. */
  onWatch: () => void;
}

export function EvidenceView({ kind, sighting, together, onWatch }: EvidenceViewProps) {
  const { t } = useTranslation();
  const [medium, setMedium] = useState<EvidenceMedium>('picture');
  const byPointer = useRef(false);
  const player = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Layer>>(new Set());
  const versions = useFenceVersions(
    sighting,
    medium !== 'picture' || sighting.polygon.length === 0,
  );
  const isChanged = hasChanged(versions);
  const fences = shownFences(kind, sighting, versions).filter(
    ({ isToday }) => !hidden.has(isToday === true ? 'today' : 'fence'),
  );
  const region = hidden.has('region') ? null : { box: sighting.region, kind };
  const canPlayTogether = together.filter(hasTimedClip).length > 1;
  return (
    <section className="card evidence">
      <div
        className="evidence-bar"
        onPointerDown={() => {
          byPointer.current = true;
        }}
        onKeyDown={() => {
          byPointer.current = false;
        }}
      >
        <ViewTabs
          medium={medium}
          hasClip={sighting.hasClip}
          cameras={canPlayTogether ? together.length : 1}
          onChange={(chosen) => {
            setMedium(chosen);
            if (chosen !== 'picture') onWatch();
            // The arrow keys then belong to the clip, not to these tabs.
            if (byPointer.current) player.current?.focus();
          }}
        />
        <LayerToggles
          layers={isChanged ? ['fence', 'today', 'region'] : ['fence', 'region']}
          hidden={hidden}
          onToggle={(layer) => {
            setHidden((old) => toggled(old, layer));
          }}
        />
      </div>
      <div className="evidence-medium" ref={player} tabIndex={-1}>
        <Suspense fallback={<span className="skeleton skeleton-tile" />}>
          {medium === 'picture' && (
            <Scene
              source={sighting.pictureAddress}
              alt={t('cases.pictureOf', { kind: kindText(t, kind), place: placeText(sighting) })}
              emptyText={t('cases.noPicture')}
              fences={fences}
              region={region}
            />
          )}
          {medium === 'clip' && (
            <ClipPlayer kind={kind} {...{ sighting, fences, region, versions }} />
          )}
          {medium === 'together' && (
            <ClipsTogether kind={kind} openings={together} hidden={hidden} />
          )}
        </Suspense>
      </div>
      <Suspense fallback={null}>
        {medium !== 'together' && isChanged && <FenceNote fences={versions} />}
      </Suspense>
    </section>
  );
}

/** The fence that judged, and the current one if it differs. */
function shownFences(
  kind: Kind,
  { fenceId, polygon }: ShownOpening,
  versions: FenceThenAndNow,
): SceneFence[] {
  const { then, today } = versions;
  const known = polygon.length > 0 ? polygon : polygonOf(then);
  const fence = { id: fenceId, kind, polygon: known, open: false };
  const todays = hasChanged(versions) ? polygonOf(today) : [];
  if (todays.length === 0) return [fence];
  return [{ id: `${fenceId}-today`, kind, polygon: todays, open: false, isToday: true }, fence];
}

function polygonOf(version: FenceVersion | null | undefined): SceneFence['polygon'] {
  return version?.fence?.polygon ?? [];
}

function toggled(layers: ReadonlySet<Layer>, layer: Layer): ReadonlySet<Layer> {
  return layers.has(layer)
    ? new Set([...layers].filter((other) => other !== layer))
    : new Set([...layers, layer]);
}
