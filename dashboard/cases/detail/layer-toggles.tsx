// A button for each layer that is drawn over a picture: shown or hidden.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icon.tsx';

export type Layer = 'fence' | 'today' | 'region';

interface LayerTogglesProps {
  layers: readonly Layer[];
  hidden: ReadonlySet<Layer>;
  onToggle: (layer: Layer) => void;
}

export function LayerToggles({ layers, hidden, onToggle }: LayerTogglesProps) {
  const { t } = useTranslation();
  return (
    <div className="layers" role="group" aria-label={t('detail.layers')}>
      {layers.map((layer) => (
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
