// The libraries inside the binary of sharp, from the table in the README of its package. Takes the text; returns library and terms.

export interface LibraryInside {
  name: string;
  terms: string;
}

export function librariesInside(readme: string): LibraryInside[] {
  return [...readme.matchAll(/^\| ([^|\s]+)\s+\| ([^|]+?)\s*\|$/gm)]
    .map(([, name = '', terms = '']) => ({ name, terms }))
    .filter(({ name }) => name !== 'Library' && !/^-+$/.test(name));
}

/** Whether its licence (LGPL, MPL) requires that NOTICE names it. */
export function mustBeNamed({ terms }: LibraryInside): boolean {
  return /GPL|Mozilla/.test(terms);
}
