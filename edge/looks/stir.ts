// Tells from the sizes of coded pictures whether more moves than usual, without decoding any: an encoder spends bytes where the picture
// changes. Takes sizes; says of the pictures since the last key frame whether they are larger than those of other groups.
// A camera with a constant bit rate fills up what is not needed, and is never stirred.

export interface Stir {
  add(picture: { bytes: number; isKey: boolean }): void;
  /** Of the pictures since the last key frame but one. */
  isStirred(): boolean;
}

/** More than this many times the usual. */
const unusual = 1.3;
/** Of the usual so much is kept at each group. */
const memory = 0.95;
/** So many groups tell what is usual. */
const fewest = 10;

export function createStir(): Stir {
  let [groups, usual, bytes, pictures, isStirred] = [0, 0, 0, 0, false];
  const close = () => {
    if (pictures === 0) return;
    const mean = bytes / pictures;
    isStirred = groups >= fewest && mean > unusual * usual;
    usual = groups === 0 ? mean : memory * usual + (1 - memory) * mean;
    [groups, bytes, pictures] = [groups + 1, 0, 0];
  };
  return {
    add: (picture) => {
      if (picture.isKey) close();
      else [bytes, pictures] = [bytes + picture.bytes, pictures + 1];
    },
    isStirred: () => isStirred,
  };
}
