// Reads one cell of a table that a spreadsheet has saved: its text, and whether it is a formula or a rounded number. Pure.

/** A quote before it, as spreadsheets use it, says that the rest is text. */
export function textOfCell(text: string): string {
  return /^'['=+\-@\t\r\d]/.test(text) ? text.slice(1) : text;
}

/** The opposite: writes a text so that no spreadsheet runs or rounds it. */
export function cellOfText(text: string): string {
  const isRisky = /^['=+\-@\t\r]/.test(text) || /^\d{12,}$/.test(text);
  const safe = isRisky ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A formula, or the error of one. "-1" and "+2" are floors of a building, not formulas. */
export function isFormula(text: string): boolean {
  return /^[=@\t]/.test(text) || isSpreadsheetError(text);
}

export function isSpreadsheetError(text: string): boolean {
  return /^#(NAME\?|REF!|VALUE!|N\/A|DIV\/0!|NULL!|NUM!)/i.test(text);
}

/** As spreadsheets show a long number, such as 3.70305E+14. */
export function isRounded(text: string): boolean {
  return /^\d+([.,]\d+)?E\+?\d+$/i.test(text);
}
