// Reads the metadata of an ONNX file without running it: its external weight files, and its metadata properties. Takes the file's
// bytes; returns paths as written, without duplicates, and properties by key. Walks the whole message, because tensors may be
// nested anywhere, and skips all other fields.

/** Fields of a message that lead to tensors, by number, and their message type. */
type Fields = Readonly<Record<number, string>>;
const messages: Readonly<Record<string, Fields>> = {
  Model: { 7: 'Graph', 14: 'Note', 20: 'Training', 25: 'Function' },
  Training: { 1: 'Graph', 2: 'Graph' },
  Function: { 7: 'Node', 11: 'Attribute' },
  Graph: { 1: 'Node', 5: 'Tensor', 15: 'SparseTensor' },
  Node: { 5: 'Attribute' },
  Attribute: {
    5: 'Tensor',
    6: 'Graph',
    10: 'Tensor',
    11: 'Graph',
    22: 'SparseTensor',
    23: 'SparseTensor',
  },
  SparseTensor: { 1: 'Tensor', 2: 'Tensor' },
  Tensor: { 13: 'Entry' },
};
const deepest = 200;

export interface OnnxContents {
  locations: string[];
  /** Such as `names`, where YOLO's exporter stores the labels. */
  notes: ReadonlyMap<string, string>;
}

/** Throws when the bytes are not an ONNX message with a graph. */
export function readOnnxContents(bytes: Uint8Array): OnnxContents {
  if (bytes.length === 0) throw new Error('an empty file');
  const locations = new Set<string>();
  const notes = new Map<string, string>();
  const kinds = new Set<string>();
  walk({ bytes, start: 0, end: bytes.length, type: 'Model', depth: 0 }, (part) => {
    kinds.add(part.type);
    if (part.type !== 'Note' && part.type !== 'Entry') return;
    const [key, value] = pairOf(part);
    if (part.type === 'Note') notes.set(key, value);
    else if (key === 'location') locations.add(value.replace(/^(\.\/+)+/, ''));
  });
  if (!kinds.has('Graph')) throw new Error('a file without a graph');
  return { locations: [...locations], notes };
}

interface Part {
  bytes: Uint8Array;
  start: number;
  end: number;
  type: string;
  depth: number;
}

function walk(part: Part, visit: (part: Part) => void): void {
  if (part.depth > deepest) throw new Error('graphs nested too deep');
  const fields = messages[part.type];
  if (!fields) return;
  for (const { field, start, end } of fieldsOf(part)) {
    const type = fields[field];
    if (type === undefined || start === null) continue;
    const inner = { bytes: part.bytes, start, end, type, depth: part.depth + 1 };
    visit(inner);
    walk(inner, visit);
  }
}

/** A key and a value. */
function pairOf(entry: Part): [string, string] {
  const texts = new Map<number, string>();
  for (const { field, start, end } of fieldsOf(entry))
    if (start !== null) texts.set(field, Buffer.from(entry.bytes.subarray(start, end)).toString());
  return [texts.get(1) ?? '', texts.get(2) ?? ''];
}

interface Field {
  field: number;
  /** The offset of its bytes; null for a number. */
  start: number | null;
  end: number;
}

/** The fields of one message in file order. Throws when the bytes are not a message. */
function* fieldsOf({ bytes, start, end }: Part): Generator<Field> {
  let at = start;
  while (at < end) {
    const key = readVarint(bytes, at, end);
    const field = Math.floor(key.value / 8);
    const wire = key.value % 8;
    if (field === 0) throw new Error('bytes that are no message');
    at = key.next;
    if (wire === 2) {
      const length = readVarint(bytes, at, end);
      at = length.next + length.value;
      if (at > end) throw new Error('a file that is cut off');
      yield { field, start: length.next, end: at };
      continue;
    }
    at = skipNumber(bytes, { at, end, wire });
    yield { field, start: null, end: at };
  }
}

function skipNumber(bytes: Uint8Array, where: { at: number; end: number; wire: number }): number {
  const { at, end, wire } = where;
  if (wire === 0) return readVarint(bytes, at, end).next;
  const size = wire === 1 ? 8 : wire === 5 ? 4 : null;
  if (size === null) throw new Error('bytes that are no message');
  if (at + size > end) throw new Error('a file that is cut off');
  return at + size;
}

function readVarint(bytes: Uint8Array, from: number, end: number): { value: number; next: number } {
  let value = 0;
  for (let at = from; at < Math.min(end, from + 10); at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, next: at + 1 };
  }
  throw new Error('a file that is cut off');
}
