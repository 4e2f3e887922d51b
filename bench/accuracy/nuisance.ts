// Classes of what makes a clip difficult. Takes the words of the clip's author; returns all matching classes, `other` for unknown
// words, `none` without words.

export const nuisances = [
  'light',
  'rain',
  'noise',
  'shake',
  'people',
  'traffic',
  'small',
  'removed',
  'other',
  'none',
] as const;
export type Nuisance = (typeof nuisances)[number];

// In the order of the table, which lists every class separately.
const signs: readonly (readonly [Nuisance, RegExp])[] = [
  ['light', /\b(light|lights|lamps?|sun\w*|cloud\w*|shadows?|dark\w*|dusk|dawn|night|glare)\b/i],
  ['rain', /\b(rain\w*|snow\w*|fog\w*|wet|puddles?)\b/i],
  ['noise', /\b(nois\w+|compression|grain\w*)\b/i],
  ['shake', /\b(shak\w+|sway\w* (?:mast|camera)|vibrat\w+|jitter\w*)\b/i],
  [
    'people',
    /\b(people|persons?|pedestrians?|passers?-by|man|men|wom[ae]n|walkers?|vendors?|crowd\w*|famil\w+)\b/i,
  ],
  ['traffic', /\b(traffic|cars?|vehicles?|scooters?|bicycles?|bikes?|trucks?|vans?)\b/i],
  ['small', /\b(small|tiny|far|low contrast|faint)\b/i],
  ['removed', /\b(removed|taken away|leaves|cleared away)\b/i],
];

/** At least one class, in the order of `nuisances`. */
export function nuisancesOf(words: readonly string[]): Nuisance[] {
  if (words.length === 0) return ['none'];
  const found = words.flatMap((text) => {
    const classes = signs.filter(([, sign]) => sign.test(text)).map(([name]) => name);
    return classes.length > 0 ? classes : ['other' as const];
  });
  return nuisances.filter((name) => found.includes(name));
}
