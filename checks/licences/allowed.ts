// The licences that packages may have, as data. Read a licence before you add it. Licences that require attribution must be in NOTICE.

/** SPDX identifiers. */
export const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
  'Zlib',
]);

/** Licences that require attribution, with the words that NOTICE must have for them. */
export const licencesToName: Readonly<Record<string, string>> = {
  'LGPL-3.0-or-later': 'LGPL-3.0-or-later',
  'MPL-2.0': 'Mozilla Public License 2.0',
};

/** Packages whose package.json has no SPDX licence, and where their licence was found. */
export const correctedLicences: Readonly<Record<string, { licence: string; foundIn: string }>> = {
  'async@0.2.10': { licence: 'MIT', foundIn: 'the old field "licenses" of its package.json' },
  'png-js@1.1.0': { licence: 'MIT', foundIn: 'its file LICENSE' },
};
