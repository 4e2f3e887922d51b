// Text tables and the format of figures. An unknown figure is a dash.

/** Aligned columns, two blanks apart; the last one is not padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A Markdown table; the first row is its header. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [markdownRow(head), `|${head.map(() => '---').join('|')}|`, ...body.map(markdownRow)].join(
    '\n',
  );
}

export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function signedSeconds(ms: number | null): string {
  if (ms === null) return '–';
  return `${ms > 0 ? '+' : ms < 0 ? '−' : ''}${seconds(Math.abs(ms))}`;
}

/** A share of 0..1 in percent. */
export function shareOf(value: number | null): string {
  return value === null ? '–' : `${Math.round(value * 100)}%`;
}
