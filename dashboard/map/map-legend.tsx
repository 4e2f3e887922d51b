// What the signs of the map mean: each colour with its shape and its word.
import { useTranslation } from 'react-i18next';
import { deskLights } from '../duty-desk/light.ts';
import { signOf } from './cell-counts.ts';
import type { HeatStep } from './heat.ts';

export function MapLegend({ steps }: { steps: readonly HeatStep[] | null }) {
  const { t } = useTranslation();
  return (
    <ul className="map-legend" aria-label={t('map.legend')}>
      {steps === null ? <OpenLegend /> : <HeatLegend steps={steps} />}
    </ul>
  );
}

function OpenLegend() {
  const { t } = useTranslation();
  const others = [
    ['■', 'good', 'camera'],
    ['⊠', 'bad', 'cameraOff'],
    ['⬟', 'good', 'stallOpen'],
    ['⬠', 'good', 'stallClosed'],
  ] as const;
  return (
    <>
      {deskLights.map((light) => (
        <li key={light} data-light={light}>
          <span className="map-sign" aria-hidden="true">
            {signOf[light]}
          </span>
          {t('map.caseLight', { light: t(`light.${light}`) })}
        </li>
      ))}
      {others.map(([sign, tone, name]) => (
        <li key={name} data-sign={tone}>
          <span className="map-sign" aria-hidden="true">
            {sign}
          </span>
          {t(`map.${name}`)}
        </li>
      ))}
    </>
  );
}

function HeatLegend({ steps }: { steps: readonly HeatStep[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return <li>{t('map.noHeat')}</li>;
  return steps.map(({ tone, from, to }) => (
    <li key={tone}>
      <span className="map-heat" data-heat={tone} aria-hidden="true" />
      {from === to ? t('map.cases', { count: from }) : t('map.casesSpan', { from, to })}
    </li>
  ));
}
