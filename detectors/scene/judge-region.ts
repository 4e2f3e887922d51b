// Decides from its measures whether a region is an object that appeared, a ghost (an object that left), or only light. Pure.
import type { RegionMeasures } from './regions.ts';
import type { SetAsideReason } from './set-aside.ts';
import { verdictNumbers } from './numbers.ts';

const { maxArea, maxSpread, leastSimilarity, ownTexture, strongTexture } = verdictNumbers;

export type RegionVerdict = 'appeared' | Extract<SetAsideReason, 'ghost' | 'light' | 'too-large'>;

/**
 * A ghost has its outline in the background model; light and shadow change the luma evenly and keep the structure.
 * @param hasColour whether the picture has colour; infra-red and some night pictures have none
 */
export function judgeRegion(measures: RegionMeasures, hasColour: boolean): RegionVerdict {
  if (measures.area > maxArea) return 'too-large';
  if (measures.similarity > 0.7) return 'light';
  if (measures.outlineBefore > 0.15 && measures.outlineBefore > measures.outlineNow * 1.15)
    return 'ghost';
  const isLight = hasColour ? isEvenLight(measures) : isGreyLight(measures);
  return isLight ? 'light' : 'appeared';
}

/** A shadow keeps the colour; clouds and white balance tint slightly. Objects are uneven or change the colour more. */
function isEvenLight(measures: RegionMeasures): boolean {
  const { lumaChange, lumaSpread, chromaChange } = measures;
  const change = Math.abs(lumaChange);
  const shadow = chromaChange < 0.05 && change > 0.15 && change < 1.1;
  const tint = chromaChange < 0.2 && change < 0.4;
  if (lumaSpread < maxSpread.even) return (shadow || tint) && !addsTexture(measures);
  return shadow && lumaSpread < maxSpread.dappled && keepsTexture(measures);
}

/** The shadow of a tree is uneven, but keeps the texture of the ground. */
function keepsTexture(measures: RegionMeasures): boolean {
  return measures.similarity > leastSimilarity && !hasTextureOfItsOwn(measures);
}

/** An object adds edges between its parts; light adds none. */
function hasTextureOfItsOwn({ roughNow, roughBefore }: RegionMeasures): boolean {
  return roughNow > ownTexture.times * roughBefore + ownTexture.more;
}

/**
 * Texture that is strong beside the change itself, and not that of the ground. Grain counts for nothing: what is new is grainy, and
 * the learnt ground is not.
 */
function addsTexture(measures: RegionMeasures): boolean {
  const { roughNow, grainNow, lumaChange, similarity } = measures;
  const roughness = Math.sqrt(Math.max(0, roughNow ** 2 - grainNow ** 2));
  return (
    similarity < strongTexture.maxSimilarity &&
    roughness >= strongTexture.ofChange * Math.abs(lumaChange) &&
    hasTextureOfItsOwn({ ...measures, roughNow: roughness })
  );
}

/** For grey on grey, where colour does not help: brightening light has a soft edge, and a shadow is not deep. */
function isGreyLight(measures: RegionMeasures): boolean {
  const { lumaChange, lumaSpread, outlineNow } = measures;
  if (lumaSpread >= maxSpread.even) return false;
  if (lumaChange < 0) return lumaChange > -0.8 && !hasTextureOfItsOwn(measures);
  return outlineNow <= 0.6 * lumaChange;
}
