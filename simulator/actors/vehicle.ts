// Cars, vans and scooters: they follow their path and halt at its stops; a scooter has no rider while it is parked.
import type { Ground } from '../ground.ts';
import { journeyAt, planJourney } from '../journey.ts';
import type { Placement } from '../placement.ts';
import type { Vehicle } from '../scene.ts';
import { createCar, createVan } from '../sprites/car.ts';
import { createScooter } from '../sprites/scooter.ts';
import type { Sprite } from '../sprites/sprite.ts';

export function placeVehicle(vehicle: Vehicle, ground: Ground, timeMs: number): Placement[] {
  const legs = planJourney(vehicle, vehicle.at, ground);
  const state = journeyAt(legs, timeMs, ground);
  if (!state) return [];
  const heading = state.isHalted ? (legs[legs.indexOf(state.leg) - 1] ?? state.leg) : state.leg;
  return [
    {
      sprite: spriteOf(vehicle, state.isHalted),
      at: state.at,
      isMirrored: heading.to[0] < heading.from[0],
      opacity: 1,
    },
  ];
}

/** The time spans of its halts. */
export function haltsOf(vehicle: Vehicle, ground: Ground): { fromMs: number; toMs: number }[] {
  return planJourney(vehicle, vehicle.at, ground)
    .filter(({ metres }) => metres === 0)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs }));
}

function spriteOf({ model, colour, rider }: Vehicle, isHalted: boolean): Sprite {
  switch (model) {
    case 'car':
      return createCar(colour);
    case 'van':
      return createVan(colour);
    case 'scooter':
      return createScooter(colour, isHalted ? null : rider);
  }
}
