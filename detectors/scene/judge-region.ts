// What a region turns out to be, from its measures: a thing that came, a thing that left, or only light. Pure.
import type { RegionMeasures } from './regions.ts';
import type { SetAsideReason } from './set-aside.ts';

export type RegionVerdict = 'appeared' | Extract<SetAsideReason, 'ghost' | 'light' | 'too-large'>;

/** Nothing that a fence watches for fills more of the picture. */
const mostArea = 1 / 3;

/**
 * A removed thing leaves its outline in the background; light and shadow change evenly and keep structure.
 * @param hasColour whether the picture has colours at all: infra-red and some night pictures have none
 */
export function judgeRegion(measures: RegionMeasures, hasColour: boolean): RegionVerdict {
  if (measures.area > mostArea) return 'too-large';
  if (measures.likeness > 0.7) return 'light';
  if (measures.outlineBefore > 0.15 && measures.outlineBefore > measures.outlineNow * 1.15)
    return 'ghost';
  const isLight = hasColour ? isEvenLight(measures) : isGreyLight(measures);
  return isLight ? 'light' : 'appeared';
}

/** A shadow keeps the colour; a cloud or the white balance may tint, but weakly. Things are uneven or stronger. */
function isEvenLight({ lumaChange, lumaSpread, chromaChange }: RegionMeasures): boolean {
  const change = Math.abs(lumaChange);
  const shadow = chromaChange < 0.05 && change > 0.15 && change < 1.1;
  const tint = chromaChange < 0.2 && change < 0.4;
  return lumaSpread < 0.2 && (shadow || tint);
}

/** A grey thing on grey ground keeps the colour too. Light that brightens has a soft edge there; a shadow is not deep. */
function isGreyLight({ lumaChange, lumaSpread, outlineNow }: RegionMeasures): boolean {
  if (lumaSpread >= 0.2) return false;
  return lumaChange < 0 ? lumaChange > -0.8 : outlineNow <= 0.6 * lumaChange;
}
