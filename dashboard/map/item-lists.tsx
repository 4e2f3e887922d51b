// Cases, cameras and stalls as lists beside the map. A case leads to its page, a camera to its fences.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CameraView, Hours, ListedCase, PlacedStall } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';
import { placeText } from '../cases/case-presence.ts';
import { LightMark } from '../duty-desk/light-mark.tsx';
import { KindWord } from '../shared/kind-mark.tsx';

/** More are shown on request: a list of thousands helps nobody. */
const first = 50;

function Items<T>({ items, children }: { items: readonly T[]; children: (item: T) => ReactNode }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const rest = items.length - first;
  return (
    <>
      <ul className="map-items">{(isWhole ? items : items.slice(0, first)).map(children)}</ul>
      {rest > 0 && !isWhole && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setWhole(true);
          }}
        >
          {t('map.more', { count: rest })}
        </button>
      )}
    </>
  );
}

export function CaseItems({ cases, now }: { cases: readonly ListedCase[]; now: number }) {
  const { t } = useTranslation();
  return (
    <Items items={cases}>
      {(one) => (
        <li key={one.id}>
          <Link href={`/cases/${encodeURIComponent(one.id)}`} className="map-item">
            <LightMark deadline={one.deadline} now={now} t={t} />
            <span>
              <KindWord kind={one.kind} t={t} /> {placeText(one)}
            </span>
          </Link>
        </li>
      )}
    </Items>
  );
}

export function CameraItems({ cameras }: { cameras: readonly CameraView[] }) {
  const { t } = useTranslation();
  return (
    <Items items={cameras}>
      {(camera) => {
        const { state, viewTrouble, tone } = conditionOf(camera);
        return (
          <li key={camera.id}>
            <Link href={`/fences/${encodeURIComponent(camera.id)}`} className="map-item">
              <span className="map-state" data-tone={tone}>
                {t(`cameraState.${viewTrouble ? 'badView' : state}`)}
              </span>
              <span>{camera.name}</span>
            </Link>
          </li>
        );
      }}
    </Items>
  );
}

interface StallItemsProps {
  stalls: readonly PlacedStall[];
  isOpen: (stall: PlacedStall) => boolean;
}

export function StallItems({ stalls, isOpen }: StallItemsProps) {
  const { t } = useTranslation();
  return (
    <Items items={stalls}>
      {(stall) => (
        <li key={stall.id} className="map-item">
          <span className="map-state" data-tone={isOpen(stall) ? 'good' : 'none'}>
            {t(isOpen(stall) ? 'map.open' : 'map.closed')}
          </span>
          <span>
            {stall.name}
            {stall.holder !== undefined && ` · ${stall.holder}`}
            <small className="map-hours">{hoursText(stall.hours) || t('map.always')}</small>
          </span>
        </li>
      )}
    </Items>
  );
}

function hoursText(hours: readonly Hours[] | undefined): string {
  return (hours ?? []).map(({ from, to }) => `${from}–${to}`).join(', ');
}
