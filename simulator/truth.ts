// The ground truth of a scene, from the same script that draws it: what is where, and in which time span. A detector's findings
// are judged by it.
import { z } from 'zod';
import { boxSchema, kindSchema, type Box } from '../contracts/index.ts';
import { haltsOf } from './actors/vehicle.ts';
import { settledAt } from './actors/heap.ts';
import type { Ground } from './ground.ts';
import { extentOf } from './placement.ts';
import type { Actor, IncidentMeaning, Scene } from './scene.ts';
import { placeActor } from './script.ts';

const ms = z.number().int().nonnegative();
export const truthSchema = z.strictObject({
  durationMs: ms,
  incidents: z.array(
    z.strictObject({
      fenceId: z.string().optional(),
      kind: kindSchema,
      /** When it comes to rest. */
      presentFromMs: ms,
      /** When it starts to leave, or the end of the scene. */
      presentToMs: ms,
      region: boxSchema,
    }),
  ),
  negatives: z.array(z.string()),
  expectViewMoved: z.boolean(),
  nuisance: z.array(z.string()),
  note: z.string(),
});
export type Truth = z.infer<typeof truthSchema>;
export type TrueIncident = Truth['incidents'][number];

export function truthOf(scene: Scene, ground: Ground): Truth {
  const durationMs = scene.duration;
  const incidents = scene.actors
    .flatMap((actor) => restsOf(actor, ground))
    .filter(({ fromMs }) => fromMs < durationMs)
    .map((rest) => incidentOf(rest, ground, durationMs))
    .toSorted((a, b) => a.presentFromMs - b.presentFromMs);
  return {
    durationMs,
    incidents: incidents.reduce<TrueIncident[]>(merge, []),
    negatives: scene.negatives,
    expectViewMoved: scene.moves.length > 0,
    nuisance: nuisanceOf(scene),
    note: scene.note,
  };
}

interface Rest {
  actor: Actor;
  incident: IncidentMeaning;
  fromMs: number;
  toMs: number;
}

/** The spans in which an actor with a meaning stays in its place. */
function restsOf(actor: Actor, ground: Ground): Rest[] {
  if (actor.type === 'walker' || !actor.incident) return [];
  const { incident } = actor;
  const spans =
    actor.type === 'vehicle'
      ? haltsOf(actor, ground)
      : [{ fromMs: actor.type === 'stall' ? actor.at : settledAt(actor), toMs: actor.until }];
  return spans.map((span) => ({ actor, incident, ...span }));
}

function incidentOf(
  { actor, incident, fromMs, toMs }: Rest,
  ground: Ground,
  endMs: number,
): TrueIncident {
  const presentToMs = Math.round(Math.min(toMs, endMs));
  const middle = (fromMs + presentToMs) / 2;
  const boxes = placeActor(actor, ground, middle).map((placement) => extentOf(placement, ground));
  return {
    ...(incident.fence === undefined ? {} : { fenceId: incident.fence }),
    kind: incident.kind,
    presentFromMs: Math.round(fromMs),
    presentToMs,
    region: clip(boxes.reduce(union)),
  };
}

/** Objects of one kind that are in one fence at the same time are one incident. */
function merge(merged: TrueIncident[], next: TrueIncident): TrueIncident[] {
  const index = merged.findIndex(
    (earlier) =>
      earlier.kind === next.kind &&
      earlier.fenceId === next.fenceId &&
      next.presentFromMs < earlier.presentToMs,
  );
  const earlier = merged[index];
  if (!earlier) return [...merged, next];
  const both = {
    ...earlier,
    presentToMs: Math.max(earlier.presentToMs, next.presentToMs),
    region: clip(union(earlier.region, next.region)),
  };
  return merged.with(index, both);
}

function nuisanceOf({ light, noise, shake, rain, moves }: Scene): string[] {
  return [
    ...light.steps.map(
      ({ at, level, over }) => `light to ${level} at ${at / 1000} s${over > 0 ? ', slowly' : ''}`,
    ),
    ...(light.clouds ? [`clouds, light down by ${light.clouds.swing}`] : []),
    ...(noise > 3 ? [`sensor noise ${noise}`] : []),
    ...(shake > 0 ? [`camera shake ${shake} px`] : []),
    ...(rain > 0 ? [`rain ${rain}`] : []),
    ...moves.map(({ at }) => `camera turned at ${at / 1000} s`),
  ];
}

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function clip({ x, y, width, height }: Box): Box {
  const unit = (value: number) => Math.round(Math.max(0, Math.min(1, value)) * 10_000) / 10_000;
  const left = unit(x);
  const top = unit(y);
  return {
    x: left,
    y: top,
    width: Math.max(0, unit(unit(x + width) - left)),
    height: Math.max(0, unit(unit(y + height) - top)),
  };
}
