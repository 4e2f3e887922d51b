// Pairwise combinations: every pair of values of two choices occurs at least once. Pure: takes the choices, returns the rows,
// always the same.

export type Choices = Readonly<Record<string, readonly string[]>>;
export type Row<C extends Choices> = { readonly [Name in keyof C]: C[Name][number] };

interface Pair {
  first: [name: string, value: string];
  second: [name: string, value: string];
}

export function pairwise<C extends Choices>(choices: C): Row<C>[] {
  const names = Object.keys(choices);
  const open = new Map(pairsOf(names, choices).map((pair) => [keyOf(pair), pair]));
  const rows: Row<C>[] = [];
  while (open.size > 0) {
    const row = nextRow(names, choices, [...open.values()]);
    for (const pair of pairsIn(names, row)) open.delete(keyOf(pair));
    rows.push(row as Row<C>);
  }
  return rows;
}

/** Starts with a missing pair; then each choice takes the value that adds the most missing pairs. */
function nextRow(
  names: readonly string[],
  choices: Choices,
  open: readonly Pair[],
): Record<string, string> {
  const row: Record<string, string> = {};
  const [begin] = open;
  if (begin) for (const [name, value] of [begin.first, begin.second]) row[name] = value;
  for (const name of names.filter((one) => row[one] === undefined)) {
    let best = { value: choices[name]?.[0] ?? '', met: -1 };
    for (const value of choices[name] ?? []) {
      const met = open.filter((pair) => isMetBy(pair, { ...row, [name]: value })).length;
      if (met > best.met) best = { value, met };
    }
    row[name] = best.value;
  }
  return row;
}

function isMetBy({ first, second }: Pair, row: Record<string, string>): boolean {
  return row[first[0]] === first[1] && row[second[0]] === second[1];
}

function pairsOf(names: readonly string[], choices: Choices): Pair[] {
  return names.flatMap((one, index) =>
    names.slice(index + 1).flatMap((other) =>
      (choices[one] ?? []).flatMap((first) =>
        (choices[other] ?? []).map((second): Pair => ({
          first: [one, first],
          second: [other, second],
        })),
      ),
    ),
  );
}

function pairsIn(names: readonly string[], row: Record<string, string>): Pair[] {
  const values = Object.fromEntries(names.map((name) => [name, [row[name] ?? '']]));
  return pairsOf(names, values);
}

function keyOf({ first, second }: Pair): string {
  return JSON.stringify([first, second]);
}
