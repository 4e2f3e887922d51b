// The place of a case on a small map: its cell, its camera, stalls nearby. Takes the case; shows nothing if neither its cell nor
// its camera is on the map.
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CaseDetail, DistrictMap } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import type { MapCanvas as Canvas } from '../map-view/map-canvas.tsx';
import { sketchOf } from './sketch-scene.ts';
import './place-sketch.css';

/** Loaded only where there is something to show. */
const MapCanvas = lazy(async (): Promise<{ default: typeof Canvas }> => {
  try {
    return { default: (await import('../map-view/map-canvas.tsx')).MapCanvas };
  } catch {
    return { default: () => <></> };
  }
});

export default function PlaceSketch({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const map = useMapOfCell(detail.gridCell);
  const { cameraId, gridCell } = detail;
  const sketch = useMemo(
    () => map && sketchOf(map, { cameraId, gridCell }),
    [map, cameraId, gridCell],
  );
  if (!map || !sketch) return null;
  return (
    <section className="card place-sketch">
      <h2 className="card-title">{t('map.sketch')}</h2>
      <Suspense fallback={<div className="map-frame" />}>
        <MapCanvas
          label={t('map.sketch')}
          scene={sketch.scene}
          ground={map.ground?.ground ?? null}
          around={sketch.around}
          fitKey={detail.id}
        />
      </Suspense>
      {!sketch.hasCamera && <p>{t('map.sketchByCell')}</p>}
      <Link href={`/map?at=${detail.gridCell ?? ''}`} className="button">
        {t('map.toMap')}
      </Link>
    </section>
  );
}

function useMapOfCell(cell: string | null): DistrictMap | null {
  const { client } = useSession();
  const [map, setMap] = useState<DistrictMap | null>(null);
  useEffect(() => {
    if (cell === null) return;
    const controller = new AbortController();
    const load = async () => {
      const answer = await client.getMap(cell, controller.signal);
      if (answer.status === 'ok') setMap(answer.value);
    };
    void load();
    return () => {
      controller.abort();
    };
  }, [client, cell]);
  return map;
}
