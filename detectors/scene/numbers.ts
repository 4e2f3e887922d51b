// All numbers of scene change in one place, by step, each with its unit. A cell is 2×2 pixels of the small picture; luma is
// log2(Y + 8), chroma is a ratio. Sources: the decision that is named, or "tuned": set on the recorded clips with `fencewatch bench
// accuracy` and checked on simulated days with `fencewatch bench days`. Change one only with both benches.

/** The small picture. Decision 0011. */
export const pictureNumbers = {
  /** Pixels; at 16:9 the picture is 222×124, enough for an object 2% of the picture wide. */
  pixelBudget: 27_648,
  /** Mean chroma of the background; below it the picture has no colour: infra-red, or a camera at night. Decision 0033. */
  leastColour: 0.03,
};

/** When a cell changes its state, ms. Tuned. */
export const cellTimes = {
  /** A fresh appearance that is seen again after this time is settled. */
  settleMs: 3400,
  /** A settled object is gone when the background shows for this time. */
  clearMs: 1500,
  /** A settled object that is hidden for longer is given up. */
  hiddenMs: 30_000,
  /** Time constant with which the background follows slow changes. */
  adaptMs: 30_000,
  /** Time constant with which a settled or fresh appearance follows its own slow changes. */
  followMs: 10_000,
  /** Time constant of the mean of doubt: a passer-by raises none. Decision 0014. */
  doubtMs: 6000,
};

/** The background from the first pictures. Decision 0090. */
export const learningNumbers = {
  /** How long pictures are collected, ms. */
  learnMs: 5500,
  /** Least time between two of them, ms. */
  learnSpacingMs: 900,
  /** Least number of pictures. */
  learnPictures: 3,
  /** Arms, bags and shadows reach beyond a person's box, by this share of its width and height. */
  reach: { side: 0.15, below: 0.1 },
  /** Two cells show the same when they differ by less, in luma. */
  same: 0.1,
  /**
   * An object has a stronger outline than the ground: by this step of luma, this many times, and more times if it was seen only
   * briefly. This share of its edge must have ground next to it.
   */
  least: { step: 0.25, times: 1.3, timesOfPassing: 2, share: 0.5 },
  /** Two pictures have the same light when this share of the pixels differs by less than this luma. */
  sameLight: { share: 0.6, luma: 0.08 },
};

/** How much a cell may differ from what is remembered. Tuned. */
export const differenceNumbers = {
  /** Luma (log2) that is just too much on a quiet pixel. */
  lumaTolerance: 0.28,
  /** Chroma that is just too much on a quiet cell. */
  chromaTolerance: 0.11,
  /** Spread of the scene's luma; below it the tolerance shrinks with it. */
  plainSpread: 0.32,
  /** The tolerance never shrinks below this share. */
  leastTolerance: 0.6,
  /** Share of a luma change that counts within the range of the neighbouring pixels. */
  insideShare: 0.35,
  /** Luma changes below this skip the comparison with neighbours. */
  plainLuma: 0.04,
  /** A noisy pixel must change by this many times its noise. */
  noiseFactor: 2.5,
};

/** Noise of the picture by its luma. Tuned. */
export const grainNumbers = {
  /** Luma noise of a clean picture. */
  cleanGrain: 0.02,
  /** Least pixels of a luma for an estimate. */
  enoughPixels: 30,
};

/** The estimate of light. Decision 0010. */
export const lightNumbers = {
  /** Side of a tile, pixels. */
  tilePixels: 16,
  /** A larger offset (luma, chroma) may be an object in front of the tile, unless the tile keeps its structure. */
  outlier: { luma: 0.5, colour: 0.1 },
  /** Distance between the quartiles of a tile's differences; above it the tile shows two things. */
  mixed: { luma: 0.4, colour: 0.12 },
  /** Correlation, from which on a tile shows the same structure. */
  sameStructure: 0.6,
  /** Pixels, at which half of a bin's own tone is used; the rest is that of the whole picture. */
  halfBelieved: 60,
  /** Pixels from one sample of the whole picture's shift to the next; no divisor of a usual width. */
  shiftStep: 61,
  /** Least slope of a tone curve: brighter never becomes darker. */
  leastSlope: 0.1,
};

/** When most of the picture changed at once. Tuned. */
export const globalChangeNumbers = {
  /** Share of the picture. */
  globalChangeShare: 0.35,
  /** How long it must last, ms. */
  globalChangeMs: 4000,
};

/** Places of people and vehicles of the learnt scene. Decision 0292. */
export const occupiedNumbers = {
  /** Share of the learnt pictures in which they were detected there. */
  leastPictures: 0.5,
  /** Share of a region that lies in such a place, */
  leastShare: 0.7,
  /** and share of the place that it uncovers: less is something beside them. */
  leastOfPlace: 0.1,
  /** Share of a region that a person or vehicle covers now, from which on they are still there. */
  maxSeen: 0.3,
};

/** A part of the scene that is displaced. Decision 0293. */
export const displacedNumbers = {
  /** Pixels, each way. */
  maxShift: 2,
  /** Luma; a fainter change is not compared. */
  leastDifference: 0.1,
  /** Maximum of the difference that is left at the best shift, as a share. */
  maxLeft: 0.6,
};

/** Which cells hold a settled object. Decisions 0014 and 0034. */
export const settledNumbers = {
  /** Share of its time that an object must have been in sight: passers-by hide it, traffic never reaches it. */
  leastSeen: 0.4,
  /** Doubt, 0..1, from which on a cell may be part of an object next to it, in a quiet picture. */
  leastDoubt: 0.35,
  /** In a restless picture: that much more doubt than this share of the cells has. */
  restless: { share: 0.9, more: 0.1 },
  /** Doubt above which the cell changes by more than noise. */
  quietDoubt: 0.3,
  /** What still shows this long after a person was last seen there was left behind, ms. */
  leftBehindMs: 10_000,
  /** Share of the time that a person was seen in a cell; from it on the cell is a standing person. */
  personShare: 0.4,
  /** Share of an object's cells; when the background shows at so many, it has left. */
  vacantShare: 0.8,
};

/** How cells form a region. Decision 0014. */
export const regionNumbers = {
  /** Least marked cells. */
  leastMarked: 4,
  /** Least share of marked cells: most cells of a cloud's edge are weak. */
  sureShare: 1 / 3,
  /** Cells between a marked cell and the weak cells that it takes in. */
  weakReach: 4,
  /** Overlap, from which on a region is the same as in the picture before. */
  sameOverlap: 0.5,
  /** Cells beside a known region that may be part of it although they look much like the background. */
  heldReach: 2,
  /** Cells between the two sides of an edge, which is never sharp. */
  across: 2,
};

/** What a region is: an object, an object that left (a ghost), or light. Decision 0033. */
export const verdictNumbers = {
  /** Share of the picture; larger regions are of no use to a fence. */
  maxArea: 1 / 3,
  /** Spread of luma of a change that is only light, and where the texture below is kept. */
  maxSpread: { even: 0.2, dappled: 0.32 },
  /** Correlation with the texture before; from it on the texture is kept. */
  leastSimilarity: 0.4,
  /** An object's own texture: so many times that of the ground, and so much luma more. */
  ownTexture: { times: 2, more: 0.04 },
  /** In colour: so large a share of the change, and no more like the texture before. Decision 0291. */
  strongTexture: { ofChange: 0.3, maxSimilarity: 0.25 },
  /** Mean step between the means of neighbouring cells that grain alone makes, as a share of the mean deviation of a pixel. */
  grainStep: 0.7,
  /** A ghost must last this long: an object and a person who leaves it may briefly look like one, ms. */
  ghostMs: 8000,
};

/** A region that changed evenly, as light does, but ends at a hard edge. Decision 0170. */
export const hardEdgeNumbers = {
  /** Least cells: of a smaller region most cells are rim. */
  leastCells: 24,
  /** Most step between neighbouring cells, as a share of the change. */
  maxRough: 0.15,
  /** Least step across the rim, as a share of the change. */
  leastEdge: 0.7,
  /** Most step that the ground had there, as a share of the step now. */
  mostBefore: 0.4,
  /** Luma; a fainter change is not told from light. */
  leastChange: 0.25,
  /** Correlation with the texture before, from which on light lies on the ground. */
  keptTexture: 0.4,
  /** Cells, within which somebody or something may cast it. */
  near: 3,
  /** A thing lies close together; the shadows of poles and walls do not. */
  compact: { leastFilled: 0.45, maxLength: 4 },
  /** Somebody who was seen this long ago has left, ms. */
  leaveMs: 6000,
  /** Luma, by which the whole picture has become brighter or darker when its light has changed. */
  lightMoved: 0.1,
};

/** Parts that stand within the trace of an object that left. Decision 0033. */
export const standingNumbers = {
  /** A known object stays one while this share of it is left. */
  leftShare: 0.5,
  /** Step of luma and chroma across which the ground does not continue. */
  edge: 0.3,
  /** Share of its box that a part fills: marks on the ground are thin. */
  leastFilled: 0.45,
  /** Most length by width. */
  maxLength: 4,
};

/** Parts of a region that are light, because they fade at their rim. Decision 0129. */
export const fadingNumbers = {
  /** Least cells, least share of the region, and least cells of the rim: a smaller part has no inside to compare its rim with. */
  least: { cells: 48, share: 0.12, rim: 8 },
  /** Luma; cells that changed by less belong to no part. */
  leastChange: 0.12,
  /** The inside changes by at least this luma, and the picture changes across the rim by less than this share of it. */
  soft: { change: 0.4, rim: 0.5 },
  /** What was light lately stays light up to this share: where this share of its cells was light so long ago at most, ms. */
  stays: { rim: 0.75, share: 0.6, ms: 60_000 },
  /** Luma, by which a cell's change may differ from the mean of its neighbours: light has no texture. */
  maxBend: 0.08,
  /** Mean change of chroma: lamps have a colour of their own. */
  maxColour: 0.2,
  /** Cells between the two sides of a rim: no edge is sharper. */
  across: 2,
};
