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

/** Those whose terms ask for more than to keep their text. */
export function mustBeNamed({ terms }: LibraryInside): boolean {
  return /GPL|Mozilla/.test(terms);
}
