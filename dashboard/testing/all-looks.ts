/// <reference types="node" />
// Whether the browser tests look at pages in every language, theme and size, as `make looks` does. A usual run takes a few of them,
// so that each language, theme and size is seen at least once.

/** Pictures are kept of all looks. */
export const allLooks =
  process.env['ALL_LOOKS'] !== undefined || process.env['SCREENSHOTS'] !== undefined;
