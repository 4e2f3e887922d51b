// Beside the map while it is edited: choose or create an item, edit it; import a file; choose the base map; export.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownAddress } from '../../api/own-address.ts';
import type { MapView } from '../../map-view/map-view.ts';
import { Icon } from '../../shared/icon.tsx';
import type { EditPanelProps } from './edit-panel-props.ts';
import { DraftForm } from './draft-form.tsx';
import { GroundCard } from './ground-card.tsx';
import { ImportCard } from './import-card.tsx';

export function EditPanel(props: EditPanelProps) {
  const { t } = useTranslation();
  const { editor } = props;
  return (
    <aside className="map-side" aria-label={t('map.edit')}>
      {editor.isSaved && <p role="status">{t('map.saved')}</p>}
      {editor.draft ? <DraftForm {...props} draft={editor.draft} /> : <Begin {...props} />}
      <ImportCard />
      <GroundCard ground={props.state.map.ground} view={props.view} />
      <section className="card map-card">
        <h2 className="card-title">{t('map.export')}</h2>
        <p className="map-buttons">
          <a className="button" href={ownAddress('/api/map/export.yaml')} download>
            <Icon name="export" />
            {t('map.exportSite')}
          </a>
          <a className="button" href={ownAddress('/api/map/export.geojson')} download>
            <Icon name="export" />
            GeoJSON
          </a>
        </p>
        <p className="muted">{t('map.whoRules')}</p>
      </section>
    </aside>
  );
}

function Begin({ editor, state, view }: EditPanelProps) {
  const { t } = useTranslation();
  const { map, cameras, unplaced } = state;
  const fresh = new Set(unplaced.cameras.map(({ id }) => id));
  const show = (positions: Parameters<MapView['fit']>[0]) => view.current?.fit(positions, 17);
  return (
    <section className="card map-card">
      <h2 className="card-title">{t('map.place')}</h2>
      <BeginChoice
        label={t('map.camera')}
        options={cameras
          .toSorted((a, b) => Number(fresh.has(b.id)) - Number(fresh.has(a.id)))
          .map(({ id, name }) => [id, fresh.has(id) ? `${name} (${t('map.new')})` : name])}
        onChoose={(id) => {
          editor.begin('camera', id);
          show(map.cameras.flatMap(({ camera, at }) => (camera === id ? [at] : [])));
        }}
      />
      <BeginChoice
        label={t('map.cell')}
        options={map.cells.map(({ cell, name }) => [cell, name ? `${name} ${cell}` : cell])}
        fresh={{ label: t('map.newCell'), pattern: '\\d{15}', hint: t('map.cellHint') }}
        onChoose={(id) => {
          editor.begin('cell', id);
          show(map.cells.flatMap(({ cell, outline }) => (cell === id ? outline.flat() : [])));
        }}
      />
      <BeginChoice
        label={t('map.stall')}
        options={map.stalls.map(({ id, name }) => [id, name])}
        fresh={{
          label: t('map.newStall'),
          pattern: '[A-Za-z0-9][A-Za-z0-9_\\-]{0,63}',
          hint: t('map.stallHint'),
        }}
        onChoose={(id) => {
          editor.begin('stall', id);
          show(map.stalls.flatMap((one) => (one.id === id ? [one.at] : [])));
        }}
      />
    </section>
  );
}

interface BeginChoiceProps {
  label: string;
  options: readonly (readonly [string, string])[];
  /** How a new item is named; null if items can only be chosen from the list. */
  fresh?: { label: string; pattern: string; hint: string };
  onChoose: (id: string) => void;
}

function BeginChoice({ label, options, fresh, onChoose }: BeginChoiceProps) {
  const { t } = useTranslation();
  const [id, setId] = useState('');
  return (
    <>
      <label className="field">
        <span>{label}</span>
        <select
          className="select"
          value=""
          onChange={(event) => {
            onChoose(event.target.value);
          }}
        >
          <option value="">{t('map.choose')}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {fresh && (
        <form
          className="map-row"
          onSubmit={(event) => {
            event.preventDefault();
            onChoose(id);
          }}
        >
          <input
            className="input"
            aria-label={fresh.label}
            placeholder={fresh.hint}
            pattern={fresh.pattern}
            title={fresh.hint}
            required
            value={id}
            onChange={(event) => {
              setId(event.target.value);
            }}
          />
          <button type="submit" className="button">
            <Icon name="plus" />
            {fresh.label}
          </button>
        </form>
      )}
    </>
  );
}
