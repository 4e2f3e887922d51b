// The script: everything in a scene at one moment, far objects first. Pure in (scene, time).
import type { Ground } from './ground.ts';
import { byDepth, type Placement } from './placement.ts';
import type { Actor, Scene } from './scene.ts';
import { placeHeap } from './actors/heap.ts';
import { placeStall } from './actors/stall.ts';
import { placeVehicle } from './actors/vehicle.ts';
import { placeWalker } from './actors/walker.ts';

export function placementsAt(scene: Scene, ground: Ground, timeMs: number): Placement[] {
  return scene.actors.flatMap((actor) => placeActor(actor, ground, timeMs)).toSorted(byDepth);
}

export function placeActor(actor: Actor, ground: Ground, timeMs: number): Placement[] {
  switch (actor.type) {
    case 'walker':
      return placeWalker(actor, ground, timeMs);
    case 'vehicle':
      return placeVehicle(actor, ground, timeMs);
    case 'stall':
      return placeStall(actor, ground, timeMs);
    case 'boxes':
    case 'bin-bags':
      return placeHeap(actor, timeMs);
  }
}
