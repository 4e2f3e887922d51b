// Parses CSV into rows of cells with line and column. Takes the text; accepts commas, semicolons and tabs (the most frequent one
// of the first line), quotes, doubled quotes and line ends inside quotes.

export interface CsvCell {
  text: string;
  line: number;
  /** In characters, from 1. */
  column: number;
}
export interface CsvRow {
  line: number;
  cells: CsvCell[];
}
export type CsvResult =
  { ok: true; rows: CsvRow[] } | { ok: false; line: number; column: number; what: CsvFault };
export type CsvFault = 'quote-not-closed' | 'text-after-quote';

export function parseCsv(text: string): CsvResult {
  const reader = new Reader(text, delimiterOf(text));
  try {
    const rows = reader.rows();
    // Empty lines are skipped.
    return { ok: true, rows: rows.filter(({ cells }) => cells.some((cell) => cell.text !== '')) };
  } catch (fault) {
    if (fault instanceof Fault) return { ok: false, ...fault.place, what: fault.what };
    throw fault;
  }
}

class Fault extends Error {
  readonly what: CsvFault;
  readonly place: { line: number; column: number };

  constructor(what: CsvFault, place: { line: number; column: number }) {
    super(what);
    this.what = what;
    this.place = place;
  }
}

function delimiterOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n|\r/, 1);
  const count = (one: string) => head.split(one).length;
  return [',', ';', '\t', '，', '；'].reduce((best, one) =>
    count(one) > count(best) ? one : best,
  );
}

class Reader {
  readonly #text: string;
  readonly #delimiter: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  rows(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#at < this.#text.length) rows.push(this.#row());
    return rows;
  }

  #row(): CsvRow {
    const row: CsvRow = { line: this.#line, cells: [this.#cell()] };
    while (this.#text[this.#at] === this.#delimiter) {
      this.#at += 1;
      row.cells.push(this.#cell());
    }
    this.#endOfLine();
    return row;
  }

  #cell(): CsvCell {
    const place = this.#place();
    const isQuoted = /^[ ]*"/.test(this.#text.slice(this.#at, this.#at + 20));
    const text = isQuoted ? this.#quoted(place) : this.#until(this.#delimiter);
    return { text: text.trim(), ...place };
  }

  #until(delimiter: string): string {
    const start = this.#at;
    while (
      this.#at < this.#text.length &&
      !`${delimiter}\r\n`.includes(this.#text.charAt(this.#at))
    )
      this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #quoted(place: { line: number; column: number }): string {
    this.#at = this.#text.indexOf('"', this.#at) + 1;
    let content = '';
    for (;;) {
      const letter = this.#text[this.#at];
      if (letter === undefined) throw new Fault('quote-not-closed', place);
      if (letter === '"' && this.#text[this.#at + 1] !== '"') break;
      if (letter === '"') this.#at += 1;
      content += letter;
      if (letter === '\n' || (letter === '\r' && this.#text[this.#at + 1] !== '\n'))
        this.#newLine();
      else this.#at += 1;
    }
    this.#at += 1;
    const after = this.#place();
    if (this.#until(this.#delimiter).trim() !== '') throw new Fault('text-after-quote', after);
    return content;
  }

  #endOfLine(): void {
    if (this.#text[this.#at] === '\r' && this.#text[this.#at + 1] === '\n') this.#at += 1;
    if (this.#at < this.#text.length) this.#newLine();
  }

  #newLine(): void {
    this.#at += 1;
    this.#line += 1;
    this.#lineStart = this.#at;
  }

  #place(): { line: number; column: number } {
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }
}
