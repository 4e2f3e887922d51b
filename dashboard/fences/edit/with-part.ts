// Changes single settings of something that is written as a map, such as a fence or a permit.
/** Settings to replace in a map; undefined takes one out. */
export type Part<T> = { [K in keyof T]?: T[K] | undefined };

/** The map with these settings. None of its keys is left with undefined, which JSON and the contracts do not know. */
export function withPart<T extends object>(whole: T, part: Part<T>): T {
  const entries = Object.entries({ ...whole, ...part });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}
