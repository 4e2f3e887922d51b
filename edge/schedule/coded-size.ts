// Detects motion from the sizes of coded pictures, without decoding: an encoder spends bytes where the picture changes. Takes
// sizes; reports whether the pictures since the last key frame are larger than in other GOPs. With a constant bit rate the
// encoder pads the stream, so no motion is detected.

export interface CodedSize {
  add(picture: { bytes: number; isKey: boolean }): void;
  /** Whether the pictures of the last complete GOP were larger than usual. */
  isBusy(): boolean;
}

/** A GOP counts as busy above this multiple of the usual size. */
const unusual = 1.3;
/** The weight of the past in the running mean, per GOP. */
const memory = 0.95;
/** The number of GOPs that define the usual size. */
const fewest = 10;

export function createCodedSize(): CodedSize {
  let groups = 0;
  let usual = 0;
  let bytes = 0;
  let pictures = 0;
  let isBusy = false;
  const close = () => {
    if (pictures === 0) return;
    const mean = bytes / pictures;
    isBusy = groups >= fewest && mean > unusual * usual;
    usual = groups === 0 ? mean : memory * usual + (1 - memory) * mean;
    groups = groups + 1;
    bytes = 0;
    pictures = 0;
  };
  return {
    add: (picture) => {
      if (picture.isKey) close();
      else {
        bytes = bytes + picture.bytes;
        pictures = pictures + 1;
      }
    },
    isBusy: () => isBusy,
  };
}
