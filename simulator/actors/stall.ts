// A vendor's stall: the vendor pushes the cart in from one side, opens the parasol, stays with it, and leaves the same way.
import type { Point } from '../../contracts/index.ts';
import { metreAt, type Ground } from '../ground.ts';
import { journeyAt, planJourney } from '../journey.ts';
import type { Placement } from '../placement.ts';
import type { Stall } from '../scene.ts';
import { createStall } from '../sprites/stall.ts';
import { standing, walking } from './walker.ts';

const pushSpeed = 1.15;
/** How long the parasol stays folded after the cart stops, and before it leaves. */
const foldMs = 1500;
/** Distance in metres from the middle of the cart to the vendor, while pushing and trading. */
const vendorGapM = { pushing: 1.4, trading: 1.4 };

export function placeStall(stall: Stall, ground: Ground, timeMs: number): Placement[] {
  if (timeMs >= stall.at && timeMs < stall.until) return trading(stall, ground, timeMs);
  const { comes, goes } = ways(stall, ground);
  const onTheWay = journeyAt(timeMs < stall.at ? comes : goes, timeMs, ground);
  if (!onTheWay) return [];
  const person = walking(stall.vendor, onTheWay, null);
  const behind = onTheWay.leg.to[0] < onTheWay.leg.from[0] ? 1 : -1;
  return [
    cart(stall, onTheWay.at, 'folded'),
    { ...person, at: beside(onTheWay.at, behind * vendorGapM.pushing, ground) },
  ];
}

function trading(stall: Stall, ground: Ground, timeMs: number): Placement[] {
  const isOpen = timeMs >= stall.at + foldMs && timeMs < stall.until - foldMs;
  const outward = stall.side === 'right' ? 1 : -1;
  const [x, y] = beside(stall.place, outward * vendorGapM.trading, ground);
  return [
    cart(stall, stall.place, isOpen ? 'open' : 'folded'),
    standing(
      { clothing: stall.vendor, view: 'front', load: null, at: [x, y + 0.004], seed: stall.at },
      timeMs,
    ),
  ];
}

function ways({ place, side, at, until }: Stall, ground: Ground) {
  const edge: Point = [side === 'right' ? 1.2 : -0.2, place[1]];
  const way = (path: Point[]) => ({ path, speed: pushSpeed, stops: [] });
  const comes = planJourney(way([edge, place]), 0, ground);
  const lengthMs = comes.at(-1)?.toMs ?? 0;
  return {
    comes: planJourney(way([edge, place]), at - lengthMs, ground),
    goes: planJourney(way([place, edge]), until, ground),
  };
}

function cart(
  { cart: colour, parasol, goods, side }: Stall,
  at: Point,
  state: 'open' | 'folded',
): Placement {
  return {
    sprite: createStall({ cart: colour, parasol, goods }, state),
    at,
    isMirrored: side === 'left',
    opacity: 1,
  };
}

function beside([x, y]: Point, metres: number, ground: Ground): Point {
  return [x + metres * metreAt(ground, y), y];
}
