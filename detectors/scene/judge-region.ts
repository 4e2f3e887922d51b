// Decides what a region is, from its measures: an object that came, an object that left, or only light. Pure.
import type { RegionMeasures } from './regions.ts';
import type { SetAsideReason } from './set-aside.ts';
import { verdictNumbers } from './numbers.ts';

const { maxArea, maxSpread, leastSimilarity, ownTexture } = verdictNumbers;

export type RegionVerdict = 'appeared' | Extract<SetAsideReason, 'ghost' | 'light' | 'too-large'>;

/**
 * A removed object leaves its outline in the background; light and shadow change evenly and keep the structure.
 * @param hasColour whether the picture has colours at all: infra-red and some night pictures have none
 */
export function judgeRegion(measures: RegionMeasures, hasColour: boolean): RegionVerdict {
  if (measures.area > maxArea) return 'too-large';
  if (measures.similarity > 0.7) return 'light';
  if (measures.outlineBefore > 0.15 && measures.outlineBefore > measures.outlineNow * 1.15)
    return 'ghost';
  const isLight = hasColour ? isEvenLight(measures) : isGreyLight(measures);
  return isLight ? 'light' : 'appeared';
}

/** A shadow keeps the colour; a cloud or the white balance tints weakly. Objects are uneven or tint more. */
function isEvenLight(measures: RegionMeasures): boolean {
  const { lumaChange, lumaSpread, chromaChange } = measures;
  const change = Math.abs(lumaChange);
  const shadow = chromaChange < 0.05 && change > 0.15 && change < 1.1;
  const tint = chromaChange < 0.2 && change < 0.4;
  if (lumaSpread < maxSpread.even) return shadow || tint;
  return shadow && lumaSpread < maxSpread.dappled && keepsTexture(measures);
}

/** The shadow of a tree is uneven, but the texture of the ground is visible in all of it. */
function keepsTexture(measures: RegionMeasures): boolean {
  return measures.similarity > leastSimilarity && !hasTextureOfItsOwn(measures);
}

/** Light adds no new edges to the ground; the edges between the parts of an object are new. */
function hasTextureOfItsOwn({ roughNow, roughBefore }: RegionMeasures): boolean {
  return roughNow > ownTexture.times * roughBefore + ownTexture.more;
}

/** A grey thing on grey ground keeps the colour too. Light that brightens has a soft edge there; a shadow is not deep. */
function isGreyLight(measures: RegionMeasures): boolean {
  const { lumaChange, lumaSpread, outlineNow } = measures;
  if (lumaSpread >= maxSpread.even) return false;
  if (lumaChange < 0) return lumaChange > -0.8 && !hasTextureOfItsOwn(measures);
  return outlineNow <= 0.6 * lumaChange;
}
