// What the parts beside the map get: the state of the page, names of people, and the map.
import type { RefObject } from 'react';
import type { DutyContent } from '../../contracts/index.ts';
import type { MapView } from '../map-view/map-view.ts';
import type { MapPageState } from './use-map-page.ts';

export interface SidePanelProps {
  state: MapPageState;
  /** Null until loaded, and for users who may not see it. */
  roster: DutyContent | null;
  nameOf: (id: string) => string;
  view: RefObject<MapView | null>;
}
