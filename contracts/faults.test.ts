// The wording of faults: path, expected value, actual value.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeFaults, faultsOf, formatPath } from './faults.ts';

function faultsFor(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

describe('formatPath', () => {
  it.each<[string, PropertyKey[], string]>([
    ['nothing for the whole input', [], ''],
    ['a key', ['fences'], 'fences'],
    ['a key of a key', ['channels', 'mqtt'], 'channels.mqtt'],
    ['an index', ['fences', 2, 'polygon', 0, 1], 'fences[2].polygon[0][1]'],
    ['an index of the whole input', [0, 'id'], '[0].id'],
  ])('writes %s', (_, path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('faultsOf', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a good value has none', z.string(), 'x', ''],
    ['a wrong type', z.string(), 5, 'expected string, got 5'],
    ['a value that is missing', z.string(), undefined, 'expected string, got nothing'],
    ['a null', z.string(), null, 'expected string, got null'],
    ['a map where a text should be', z.string(), {}, 'expected string, got a map'],
    ['a list where a map should be', z.object({}), [], 'expected object, got a list'],
    ['a number that is too big', z.number().max(1), 3, 'expected number to be <=1, got 3'],
    [
      'a word that is none of the choices',
      z.enum(['a', 'b']),
      'c',
      'expected one of "a"|"b", got "c"',
    ],
    ['another version', z.literal(1), 2, 'expected 1, got 2'],
    ['an own message', z.string().regex(/^a$/, 'Expected an a'), 'b', 'expected an a, got "b"'],
    [
      'a key that nobody knows',
      z.strictObject({ a: z.string() }),
      { a: 'x', b: 1 },
      'b: unknown key',
    ],
  ])('%s', (_, schema, value, text) => {
    expect(faultsFor(schema, value)).toBe(text);
  });

  it('names each unknown key by its own path', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({})) });
    expect(faultsFor(schema, { list: [{ a: 1, b: 2 }] })).toBe(
      'list[0].a: unknown key\nlist[0].b: unknown key',
    );
  });

  it('shortens a long value', () => {
    const text = faultsFor(z.string().max(3), 'x'.repeat(500));
    expect(text).toMatch(/got "x{57}…"$/);
  });

  it('reports the faults of the form of a union that was meant', () => {
    const schema = z.object({
      dwell: z.union([z.string(), z.strictObject({ goods: z.string() })]),
    });
    expect(faultsFor(schema, { dwell: { goods: 5 } })).toBe('dwell.goods: expected string, got 5');
  });

  it('names all forms of a union when none was meant', () => {
    const schema = z.union([z.string(), z.strictObject({})], 'expected a text or a map');
    expect(faultsFor(schema, 5)).toBe('expected a text or a map, got 5');
  });

  it('never repeats a value whose check is marked secret', () => {
    const schema = z.string().refine(() => false, { error: 'no', params: { secret: true } });
    expect(faultsFor(schema, 'hunter2')).toBe('no');
  });

  it('never repeats the log-in of an address, for any fault', () => {
    const text = faultsFor(z.string().max(3), 'rtsp://admin:hunter2@camera/1');
    expect(text).toContain('got "rtsp://camera/1"');
    expect(text).not.toContain('hunter2');
  });
});
