// Lets one rule judge observations, on the test grid.
import type { Fence, Observation } from '../../contracts/index.ts';
import type { Rule, RuleOutput } from '../claim.ts';
import { ruleOf } from '../rules/rule-of.ts';
import { createRaster } from '../area/raster.ts';
import { anObservation } from './observations.ts';

export function judgeBy(rule: Rule, fence: Fence, seen: Partial<Observation>): RuleOutput {
  const observation = anObservation(seen);
  const raster = createRaster();
  return rule({
    fence,
    observation,
    area: raster.areaOf(fence)(observation.grid),
    shapes: raster.shapesOf(observation.regions, observation.grid),
  });
}

/** By the rule of the fence's own kind. */
export function judgeByKind(fence: Fence, seen: Partial<Observation>): RuleOutput {
  return judgeBy(ruleOf(fence.definition), fence, seen);
}
