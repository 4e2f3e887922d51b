// Small strokes that every drawing uses: colours lighter or darker, limbs, soft shadows on the ground.

/** A colour brighter (factor over 1) or darker (below 1). */
export function shade(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  return `#${channels.map((value) => hex(factor > 1 ? value + (255 - value) * (factor - 1) : value * factor)).join('')}`;
}

/** A bent limb: a thick line with round ends through its joints, given as x, y, x, y and so on. */
export function limb(joints: readonly number[], width: number, colour: string): string {
  const line = joints.map(round).join(' ');
  return `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function ellipse(
  x: number,
  y: number,
  radii: readonly [number, number],
  paint: string,
): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radii[0])}" ry="${round(radii[1])}" fill="${paint}"/>`;
}

export function path(d: string, attributes: string): string {
  return `<path d="${d}" ${attributes}/>`;
}

/** Light across a body: from left to right (`across`) or from top to bottom (`down`). */
export function gradient(
  id: string,
  direction: 'across' | 'down',
  stops: readonly (readonly [number, string])[],
): string {
  const end = direction === 'across' ? 'x2="1" y2="0"' : 'x2="0" y2="1"';
  const colours = stops
    .map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`)
    .join('');
  return `<linearGradient id="${id}" x1="0" y1="0" ${end}>${colours}</linearGradient>`;
}

/** The soft shadow under a thing: densest where it touches the ground. */
export function groundShadow(
  x: number,
  radii: readonly [number, number],
  strength = 0.55,
  y = 0,
): string {
  return (
    `<radialGradient id="shadow"><stop offset="0" stop-color="#000" stop-opacity="${strength}"/>` +
    `<stop offset="0.55" stop-color="#000" stop-opacity="${strength * 0.55}"/>` +
    `<stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>` +
    ellipse(x, y, radii, 'url(#shadow)')
  );
}

function hex(value: number): string {
  return Math.max(0, Math.min(255, Math.round(value)))
    .toString(16)
    .padStart(2, '0');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
