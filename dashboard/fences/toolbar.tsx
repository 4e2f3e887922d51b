// The tools above the drawing area: draw, undo, snap, layers, zoom.
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../shared/icon.tsx';
import { zoomed } from './canvas/use-keys.ts';
import type { EditAction } from './edit/edit-state.ts';
import type { EditState } from './edit/edit-model.ts';
import { outline, type RingRef } from './edit/ring.ts';
import type { View } from './edit/view.ts';

/** The visible layers, and whether points snap. */
export interface Layers {
  snaps: boolean;
  now: boolean;
  armed: boolean;
  others: boolean;
}

interface ToolbarProps {
  state: EditState;
  dispatch: (action: EditAction) => void;
  readOnly: boolean;
  layers: Layers;
  onLayers: (layers: Layers) => void;
  view: View;
  setView: (view: View) => void;
}

export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation();
  return (
    <div className="tools" role="toolbar" aria-label={t('fences.tools.label')}>
      {!props.readOnly && <DrawTools {...props} />}
      {!props.readOnly && <HistoryTools {...props} />}
      <LayerTools {...props} />
      <ZoomTools {...props} />
    </div>
  );
}

function DrawTools({ state, dispatch }: ToolbarProps) {
  const { t } = useTranslation();
  const { drawing, fence } = state.now;
  const draw = (ring: RingRef) => {
    dispatch({ type: 'draw', ring });
  };
  if (drawing)
    return (
      <div className="tool-group">
        <Tool
          icon="rectangle"
          label={t('fences.tools.rectangle')}
          onPress={() => {
            dispatch({ type: 'rectangle' });
          }}
        />
        <Tool
          icon="check"
          label={t('fences.tools.close')}
          disabled={drawing.points.length < 3}
          onPress={() => {
            dispatch({ type: 'close' });
          }}
        />
        {fence.polygon.length > 0 && (
          <Tool
            icon="close"
            label={t('fences.tools.cancel')}
            onPress={() => {
              dispatch({ type: 'cancel' });
            }}
          />
        )}
      </div>
    );
  return (
    <div className="tool-group">
      <Tool
        icon="polygon"
        label={t('fences.tools.outline')}
        onPress={() => {
          draw(outline);
        }}
      />
      <Tool
        icon="hole"
        label={t('fences.tools.hole')}
        disabled={fence.polygon.length === 0}
        onPress={() => {
          draw({ part: 'hole', index: fence.holes?.length ?? 0 });
        }}
      />
    </div>
  );
}

function HistoryTools({ state, dispatch }: ToolbarProps) {
  const { t } = useTranslation();
  return (
    <div className="tool-group">
      <Tool
        icon="undo"
        label={t('fences.tools.undo')}
        short
        disabled={state.past.length === 0}
        onPress={() => {
          dispatch({ type: 'undo' });
        }}
      />
      <Tool
        icon="redo"
        label={t('fences.tools.redo')}
        short
        disabled={state.future.length === 0}
        onPress={() => {
          dispatch({ type: 'redo' });
        }}
      />
    </div>
  );
}

const layerIcons = { snaps: 'magnet', now: 'eye', armed: 'history', others: 'fences' } as const;

function LayerTools({ layers, onLayers, readOnly }: ToolbarProps) {
  const { t } = useTranslation();
  const names = (['snaps', 'now', 'armed', 'others'] as const).filter(
    (name) => !readOnly || name === 'now' || name === 'others',
  );
  return (
    <div className="tool-group tool-minor">
      {names.map((name) => (
        <Tool
          key={name}
          icon={layerIcons[name]}
          label={t(`fences.tools.${name}`)}
          pressed={layers[name]}
          onPress={() => {
            onLayers({ ...layers, [name]: !layers[name] });
          }}
        />
      ))}
    </div>
  );
}

function ZoomTools({ view, setView }: ToolbarProps) {
  const { t } = useTranslation();
  return (
    <div className="tool-group tool-group-end">
      <Tool
        icon="minus"
        label={t('fences.tools.zoomOut')}
        short
        disabled={view.zoom === 1}
        onPress={() => {
          setView(zoomed(view, 'out'));
        }}
      />
      <output className="tool-zoom">{Math.round(view.zoom * 100)} %</output>
      <Tool
        icon="plus"
        label={t('fences.tools.zoomIn')}
        short
        onPress={() => {
          setView(zoomed(view, 'in'));
        }}
      />
      <Tool
        icon="fit"
        label={t('fences.tools.zoomWhole')}
        short
        disabled={view.zoom === 1}
        onPress={() => {
          setView(zoomed(view, 'whole'));
        }}
      />
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  label: string;
  onPress: () => void;
  /** For toggles. */
  pressed?: boolean;
  disabled?: boolean;
  /** Only the icon; the label is its accessible name. */
  short?: boolean;
}

function Tool({ icon, label, onPress, pressed, disabled = false, short = false }: ToolProps) {
  return (
    <button
      type="button"
      className={short ? 'tool tool-short' : 'tool'}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon name={icon} />
      {!short && <span className="tool-label">{label}</span>}
    </button>
  );
}
