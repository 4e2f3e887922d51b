// The tones of the map, as colours of the theme for a canvas, which knows neither variables nor `light-dark()`.
export const deskTones = [
  'red',
  'yellow',
  'green',
  'none',
  'good',
  'busy',
  'bad',
  'plain',
  'heat-1',
  'heat-2',
  'heat-3',
  'heat-4',
  'heat-5',
] as const;
export type DeskTone = (typeof deskTones)[number];

const tokens: Record<DeskTone, string> = {
  red: '--danger',
  yellow: '--warn',
  green: '--good',
  none: '--blue',
  good: '--teal',
  busy: '--warn',
  bad: '--danger',
  plain: '--line-strong',
  'heat-1': '--violet',
  'heat-2': '--violet',
  'heat-3': '--violet',
  'heat-4': '--violet',
  'heat-5': '--violet',
};
/** How strongly a cell is filled. */
export const fillOf: Record<DeskTone, number> = {
  red: 0.42,
  yellow: 0.34,
  green: 0.26,
  none: 0.2,
  good: 0.2,
  busy: 0.2,
  bad: 0.3,
  plain: 0.04,
  'heat-1': 0.12,
  'heat-2': 0.26,
  'heat-3': 0.42,
  'heat-4': 0.6,
  'heat-5': 0.8,
};
/** A second sign besides the colour: the line of a cell. */
export const dashOf: Partial<Record<DeskTone, string>> = {
  yellow: '9 5',
  green: '2 5',
  none: '1 4',
};

export interface Palette {
  of: (tone: DeskTone) => string;
  text: string;
  surface: string;
  accent: string;
}

export function paletteIn(element: HTMLElement): Palette {
  const colour = (token: string) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const known = new Map(deskTones.map((tone) => [tone, colour(tokens[tone])]));
  return {
    of: (tone) => known.get(tone) ?? '',
    text: colour('--text'),
    surface: colour('--surface'),
    accent: colour('--accent'),
  };
}
