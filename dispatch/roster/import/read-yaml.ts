// Reads entries of the duty plan from YAML or JSON: any lists of a site file about people. Takes its text; returns the entries
// with their positions, or every fault with line, column, expected and actual value.
import { isNode, isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { dutyLists, yamlProblem, type DutyList, type RowFault } from '../../../contracts/index.ts';
import { messageOf } from '../../../host/error-message.ts';
import { cut, type FoundEntry, type ReadEntries } from './found-entry.ts';
import { wholeFile } from './read-table.ts';

export function readYaml(text: string): ReadEntries {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    const faults = problems.map(({ message, pos }) => ({
      ...placeAt(lines, pos[0]),
      code: 'not-yaml' as const,
      field: '',
      expected: 'YAML that can be read',
      got: cut(yamlProblem(message)),
    }));
    return { ok: false, faults };
  }
  const read = valueOf(document);
  return read.ok ? entriesOf(document, lines, read.value) : read;
}

/** A name of an anchor that does not exist, or far too many repeats, show only here. */
function valueOf(
  document: Document.Parsed,
): { ok: true; value: unknown } | { ok: false; faults: RowFault[] } {
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    const got = cut(yamlProblem(messageOf(error)));
    return { ok: false, faults: [wholeFile('not-yaml', 'YAML that can be read', got)] };
  }
}

function entriesOf(document: Document.Parsed, lines: LineCounter, value: unknown): ReadEntries {
  const { contents } = document;
  if (!isMap(contents))
    return {
      ok: false,
      faults: [wholeFile('no-headings', `a map with ${dutyLists.join(', ')}`, 'something else')],
    };
  const placeOf = (path: readonly PropertyKey[]) => placeIn(document, lines, path);
  const faults: RowFault[] = [];
  const entries: FoundEntry[] = [];
  for (const { key } of contents.items) {
    const name = String(isNode(key) ? key.toJSON() : key);
    const list = dutyLists.find((one) => one === name);
    const items: unknown = document.get(name, true);
    if (list === undefined)
      faults.push(
        faultAt(placeOf([name]), 'heading-unknown', name, `one of ${dutyLists.join(', ')}`),
      );
    else if (isSeq(items)) entries.push(...entriesIn(list, items.items.length, value, placeOf));
    else faults.push(faultAt(placeOf([name]), 'bad-value', name, 'a list'));
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, entries, skipped: 0 };
}

function entriesIn(
  list: DutyList,
  length: number,
  value: unknown,
  placeOf: FoundEntry['placeOf'],
): FoundEntry[] {
  const values = (value as Record<string, unknown[]>)[list] ?? [];
  return Array.from({ length }, (_, index) => ({
    list,
    value: values[index],
    keys: null,
    placeOf: (path) => placeOf([list, index, ...path]),
  }));
}

/** The nearest existing position: a missing field is a fault of its parent. */
function placeIn(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return placeAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function placeAt(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function faultAt(
  place: { line: number; column: number },
  code: RowFault['code'],
  field: string,
  expected: string,
): RowFault {
  return { ...place, code, field, expected, got: cut(field) };
}
