// Beside the map: what was pressed, the chosen cell, or all cells with open cases; and what the map cannot show.
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';
import { CellPanel } from './cell-panel.tsx';
import { CellList } from './cell-list.tsx';
import { CameraItems, CaseItems, StallItems } from './item-lists.tsx';
import type { SidePanelProps } from './side-panel-props.ts';
import type { MapPageState } from './use-map-page.ts';

export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation();
  const { state } = props;
  const { choice, chosenKeys } = state;
  const isChosen = choice.cell !== null || chosenKeys.length > 0;
  const leave = () => {
    state.setChosenKeys([]);
    state.choose({ cell: null });
  };
  return (
    <aside
      className="map-side"
      aria-label={t('map.side')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isChosen) leave();
      }}
    >
      {isChosen && (
        <button type="button" className="link-button map-back" onClick={leave}>
          <Icon name="back" />
          {t('map.allCells')}
        </button>
      )}
      {chosenKeys.length > 0 && <PressedItems state={state} />}
      {choice.cell !== null && <CellPanel {...props} cell={choice.cell} />}
      {!isChosen && <CellList state={state} view={props.view} />}
      {!isChosen && <Unplaced state={state} />}
    </aside>
  );
}

/** The things of the pressed mark. */
function PressedItems({ state }: { state: MapPageState }) {
  const { t } = useTranslation();
  const { shown, cameras, map, chosenKeys } = state;
  const isPressed = (kind: string, id: string) => chosenKeys.includes(`${kind}/${id}`);
  const of = {
    cases: shown.filter(({ id }) => isPressed('case', id)),
    cameras: cameras.filter(({ id }) => isPressed('camera', id)),
    stalls: map.stalls.filter(({ id }) => isPressed('stall', id)),
  };
  return (
    <section className="card map-card">
      <h2 className="card-title">{t('map.here')}</h2>
      <CaseItems cases={of.cases} now={state.now} />
      <CameraItems cameras={of.cameras} />
      <StallItems stalls={of.stalls} isOpen={state.isStallOpen} />
    </section>
  );
}

function Unplaced({ state }: { state: MapPageState }) {
  const { t } = useTranslation();
  const { cases, cameras } = state.unplaced;
  if (cases.length + cameras.length === 0) return null;
  return (
    <details className="card map-card">
      <summary>{t('map.unplaced', { cases: cases.length, cameras: cameras.length })}</summary>
      <CaseItems cases={cases} now={state.now} />
      <CameraItems cameras={cameras} />
    </details>
  );
}
