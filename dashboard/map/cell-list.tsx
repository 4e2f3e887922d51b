// The cells with open cases, the worst first, or the hottest cells of the month. Pressing one chooses it and shows it on the map.
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapView } from '../map-view/map-view.ts';
import { countCells, signOf } from './cell-counts.ts';
import type { MapPageState } from './use-map-page.ts';

interface CellListProps {
  state: MapPageState;
  view: RefObject<MapView | null>;
}

/** The cells with most cases; the filter finds the rest. */
const most = 100;

export function CellList({ state, view }: CellListProps) {
  const { t } = useTranslation();
  const rows = state.heat === null ? openRows(state) : heatRows(state.heat);
  const choose = (cell: string) => {
    const placed = state.map.cells.find((one) => one.cell === cell);
    if (placed) view.current?.fit(placed.outline.flat(), 16);
    state.choose({ cell });
  };
  return (
    <section className="card map-card">
      <h2 className="card-title">
        {state.heat === null ? t('map.cellsOpen') : t('map.heatOf', { month: state.choice.month })}
      </h2>
      {rows.length === 0 && <p>{t(state.heat === null ? 'map.noneOpen' : 'map.noHeat')}</p>}
      <ul className="map-items">
        {rows.slice(0, most).map(({ cell, sign, total, light }) => (
          <li key={cell}>
            <button
              type="button"
              className="map-item"
              data-light={light}
              disabled={cell === ''}
              onClick={() => {
                choose(cell);
              }}
            >
              <span className="map-sign" aria-hidden="true">
                {sign}
              </span>
              <span>
                {cell === '' ? t('map.noCell') : nameIn(state, cell)}
                <small className="map-hours">
                  {light && `${t(`light.${light}`)} · `}
                  {t('map.cases', { count: total })}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function openRows({ shown, now }: MapPageState) {
  return countCells(shown, now).map(({ cell, total, worst }) => ({
    cell,
    total,
    sign: signOf[worst],
    light: worst,
  }));
}

function heatRows(heat: ReadonlyMap<string, number>) {
  const rows = [...heat].map(([cell, total]) => ({ cell, total, sign: '', light: undefined }));
  return rows.sort((a, b) => b.total - a.total);
}

/** Its name on the map, else its digits. */
export function nameIn({ map }: Pick<MapPageState, 'map'>, cell: string): string {
  return map.cells.find((one) => one.cell === cell)?.name ?? cell;
}
