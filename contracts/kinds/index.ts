// The shipped kinds, one file each, in the order in which the dashboard offers them. To add one, add a file here and a line
// below.
import type { KindFile } from '../kind-file.ts';
import { banner } from './banner.ts';
import { blockedFireExit } from './blocked-fire-exit.ts';
import { crowdGathers } from './crowd-gathers.ts';
import { debrisPile } from './debris-pile.ts';
import { goodsOutsideShop } from './goods-outside-shop.ts';
import { openBurning } from './open-burning.ts';
import { overflowingBin } from './overflowing-bin.ts';
import { standingWater } from './standing-water.ts';
import { streetVending } from './street-vending.ts';
import { twoWheelersInDisorder } from './two-wheelers-in-disorder.ts';
import { vehicleOnFootway } from './vehicle-on-footway.ts';

export const shippedKindFiles: readonly KindFile[] = [
  streetVending,
  blockedFireExit,
  debrisPile,
  twoWheelersInDisorder,
  vehicleOnFootway,
  goodsOutsideShop,
  crowdGathers,
  overflowingBin,
  standingWater,
  banner,
  openBurning,
];
