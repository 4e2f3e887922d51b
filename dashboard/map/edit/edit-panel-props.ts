// What the parts of the editor get: the editor, the state of the page, and the map.
import type { RefObject } from 'react';
import type { MapView } from '../../map-view/map-view.ts';
import type { MapPageState } from '../use-map-page.ts';
import type { MapEditor } from './use-map-editor.ts';

export interface EditPanelProps {
  editor: MapEditor;
  state: MapPageState;
  view: RefObject<MapView | null>;
}
