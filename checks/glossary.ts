// Checks the glossary: each term once, with its Chinese and its meaning. Takes the page; returns its terms, and each fault in
// words. Also knows the names that the project has given up, with the word to use in their place.

export interface Term {
  /** Every English form: "fire exit, fire lane" has two; a note in brackets is left out. */
  readonly names: readonly string[];
  readonly chinese: string;
  readonly meaning: string;
}

/** Names that had to be explained, with the common words that replaced them. */
export const retiredNames: Readonly<Record<string, string>> = {
  glimpse: 'thumbnail',
  likeness: 'similarity',
  upheaval: 'global change',
  farewell: 'removed fences',
  bell: 'wake signal',
  'duty book': 'duty plan',
};

const header = 'English';

export function termsOf(page: string): Term[] {
  return page.split('\n').flatMap((line) => {
    const [, english = '', chinese = '', meaning = ''] = line.split('|').map((cell) => cell.trim());
    if (!line.startsWith('|') || english === header || /^-+$/.test(english)) return [];
    const names = english
      .replace(/\(.*?\)/g, '')
      .split(',')
      .map((name) => name.trim().toLowerCase());
    return [{ names, chinese, meaning }];
  });
}

export function glossaryFaults(page: string): string[] {
  const seen = new Set<string>();
  return page.split('\n').flatMap((line) => {
    const [term] = termsOf(line);
    if (!term) return [];
    const { chinese, meaning } = term;
    const english = line.split('|')[1]?.trim() ?? '';
    const faults = [
      ...(seen.has(english) ? [`${english} stands twice`] : []),
      ...(/\p{Script=Han}/u.test(chinese) ? [] : [`${english} has no Chinese`]),
      ...(meaning === '' ? [`${english} has no meaning`] : []),
    ];
    seen.add(english);
    return faults;
  });
}

/** Each line of a source or page with a retired name, and the word to use. */
export function retiredNamesIn({ path, text }: { path: string; text: string }): string[] {
  const lines = text.split('\n');
  return Object.entries(retiredNames).flatMap(([name, use]) => {
    const found = new RegExp(`\\b${name}s?\\b`, 'i');
    return lines.flatMap((line, index) =>
      found.test(line) ? [`${path}:${index + 1} says "${name}": use "${use}"`] : [],
    );
  });
}
