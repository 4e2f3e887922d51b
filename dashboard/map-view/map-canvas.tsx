// The map as a component: keeps the drawing in sync with the scene, the base map, the theme and the language.
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ground, Position } from '../../contracts/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { createMapView, type MapView, type Pressed } from './map-view.ts';
import type { MapScene } from './scene.ts';
import './map-view.css';

export interface MapCanvasProps {
  label: string;
  scene: MapScene;
  ground: Ground | null;
  /** Shown at the start, and again when `fitKey` changes. */
  around: readonly Position[];
  fitKey: string;
  view?: RefObject<MapView | null>;
  onPress?: (pressed: Pressed) => void;
  onDrag?: (key: string, at: Position, isDone: boolean) => void;
}

export function MapCanvas(props: MapCanvasProps) {
  const { label, scene, ground, around, fitKey, view: outer } = props;
  const { t, i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const isDark = useIsDark(place);
  const [zoomIn, zoomOut] = [t('map.zoomIn'), t('map.zoomOut')];
  const onPress = useEffectEvent((pressed: Pressed) => props.onPress?.(pressed));
  const onDrag = useEffectEvent((key: string, at: Position, isDone: boolean) => {
    props.onDrag?.(key, at, isDone);
  });
  useEffect(() => {
    if (!place.current) return;
    const made = createMapView(place.current, {
      texts: { zoomIn, zoomOut },
      onPress: (pressed) => {
        onPress(pressed);
      },
      onDrag: (key, at, isDone) => {
        onDrag(key, at, isDone);
      },
    });
    setView(made);
    if (outer) outer.current = made;
    return () => {
      made.stop();
      setView(null);
      if (outer) outer.current = null;
    };
  }, [outer, zoomIn, zoomOut]);
  const fit = useEffectEvent(() => view?.fit(around));
  useEffect(() => {
    fit();
  }, [view, fitKey]);
  useEffect(() => view?.show(scene), [view, scene, isDark]);
  const file = JSON.stringify(ground);
  useEffect(() => {
    setFailed(false);
    view?.setGround({
      ground: JSON.parse(file) as Ground | null,
      isDark,
      language: i18n.language.startsWith('zh') ? 'zh-Hans' : 'en',
      onFailed: () => {
        setFailed(true);
      },
    });
  }, [view, file, isDark, i18n.language]);
  return (
    <div className="map-frame">
      <div ref={place} className="map-canvas" role="application" aria-label={label} tabIndex={0} />
      {hasFailed && (
        <p className="map-note" role="status">
          {t('map.groundFailed')}
        </p>
      )}
    </div>
  );
}

/** The theme of the user, or of the device. */
function useIsDark(place: RefObject<HTMLElement | null>): boolean {
  const { preferences } = usePreferences();
  const [isDark, setDark] = useState(false);
  useEffect(() => {
    const device = matchMedia('(prefers-color-scheme: dark)');
    const look = () => {
      const scheme = place.current ? getComputedStyle(place.current).colorScheme : 'light';
      setDark(scheme === 'dark' || (scheme !== 'light' && device.matches));
    };
    look();
    device.addEventListener('change', look);
    return () => {
      device.removeEventListener('change', look);
    };
  }, [place, preferences.theme]);
  return isDark;
}
