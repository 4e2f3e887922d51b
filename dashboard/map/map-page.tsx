// The map of the district: cells coloured by their open cases, cameras, cases and stalls, or the heat of a month. What is on the
// map is in the lists beside it too, so it can be used by keyboard and without seeing it.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskFilters } from '../duty-desk/desk-filters.tsx';
import { LeaderQueries } from '../duty-desk/leader-queries.tsx';
import { useNames } from '../duty-desk/use-names.ts';
import { MapCanvas } from '../map-view/map-canvas.tsx';
import type { Pressed, MapView } from '../map-view/map-view.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Page } from '../shared/page.tsx';
import { cellAt, positionsOnMap } from './found-on-map.ts';
import { EditPanel } from './edit/edit-panel.tsx';
import { useMapEditor } from './edit/use-map-editor.ts';
import { MapLegend } from './map-legend.tsx';
import { MapTools } from './map-tools.tsx';
import { SidePanel } from './side-panel.tsx';
import { useMapPage } from './use-map-page.ts';
import '../duty-desk/desk.css';
import '../duty-desk/light.css';
import './map.css';

export default function MapPage() {
  return (
    <LeaderQueries>
      <District />
    </LeaderQueries>
  );
}

function District() {
  const { t } = useTranslation();
  const state = useMapPage();
  const { session } = useSession();
  const { nameOf, roster } = useNames();
  const search = useRef<HTMLInputElement>(null);
  const view = useRef<MapView | null>(null);
  const { map, loaded, choice, filter, counts, all } = state;
  const mayEdit = ['operator', 'admin'].includes(session.user.role);
  const isEditing = choice.isEditing && mayEdit;
  const editor = useMapEditor(map);
  const around = positionsOnMap(map);
  const onPress = (pressed: Pressed) => {
    if (isEditing && editor.onPress(pressed)) return;
    state.setChosenKeys(pressed.keys);
    state.choose({ cell: cellAt(map, pressed.at) });
  };
  const title = t('map.title');
  return (
    <Page title={title} documentTitle={title}>
      {loaded.failure && <FailureNote failure={loaded.failure} onRetry={loaded.retry} />}
      {state.feed.failure && (
        <FailureNote failure={state.feed.failure} onRetry={state.feed.retry} />
      )}
      {state.heatOf.failure && (
        <FailureNote failure={state.heatOf.failure} onRetry={state.heatOf.retry} />
      )}
      <DeskFilters {...{ filter, counts, search, nameOf }} cases={all} onChange={state.setFilter} />
      <MapTools state={state} mayEdit={mayEdit} />
      <div className="map-page">
        <div className="map-side-left">
          {loaded.map && around.length === 0 ? (
            <p className="map-empty">{t(mayEdit ? 'map.emptyEdit' : 'map.empty')}</p>
          ) : null}
          <MapCanvas
            label={t('map.label')}
            scene={isEditing ? editor.sceneWith(state.scene) : state.scene}
            ground={map.ground?.ground ?? null}
            around={around}
            fitKey={loaded.map === null ? 'waits' : around.length === 0 ? 'empty' : 'there'}
            view={view}
            onPress={onPress}
            onDrag={editor.onDrag}
          />
          <MapLegend steps={state.heat === null ? null : state.steps} />
        </div>
        {isEditing ? (
          <EditPanel editor={editor} state={state} view={view} />
        ) : (
          <SidePanel state={state} roster={roster} nameOf={nameOf} view={view} />
        )}
      </div>
    </Page>
  );
}
