// Changes single settings of an object such as a fence or a permit.
/** Settings to replace; undefined removes one. */
export type Part<T> = { [K in keyof T]?: T[K] | undefined };

/** The object with these settings. No key is left undefined, which JSON and the contracts do not know. */
export function withPart<T extends object>(whole: T, part: Part<T>): T {
  const entries = Object.entries({ ...whole, ...part });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}
