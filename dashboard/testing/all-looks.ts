/// <reference types="node" />
// Whether the browser tests check pages in every language, theme and size, like `make looks`. A normal run checks a few
// combinations, with each language, theme and size at least once.

/** Screenshots are stored of all combinations. */
export const allLooks =
  process.env['ALL_LOOKS'] !== undefined || process.env['SCREENSHOTS'] !== undefined;
