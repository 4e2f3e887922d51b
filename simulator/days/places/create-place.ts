// Creates a place by its name.
import type { Place, PlaceName } from '../place.ts';
import { exitYard, marketLane, shoppingStreet } from './outdoor-places.ts';
import { lobby, parkEdge, underpass } from './quiet-places.ts';
import { junction, parking } from './traffic-places.ts';

const makers: Readonly<Record<PlaceName, () => Place>> = {
  street: shoppingStreet,
  'market-lane': marketLane,
  'exit-yard': exitYard,
  lobby,
  parking,
  'park-edge': parkEdge,
  junction,
  underpass,
};

export function createPlace(name: PlaceName): Place {
  return makers[name]();
}
