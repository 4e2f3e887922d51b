// The runner finds and repeats planted faults; the parsers of the product survive some thousand inputs.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { diceFor, pick } from './dice.ts';
import { minimise } from './minimise.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-value.ts';
import { runTarget } from './run-target.ts';
import { attempt, isWorded, type FuzzTarget, type OpenTarget } from './target.ts';
import { parserTargets } from './targets.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function targetOf(run: OpenTarget['run'], change: Partial<FuzzTarget> = {}): FuzzTarget {
  const samples = [utf8('a good input')];
  const make: OpenTarget['make'] = (dice) => mutateBytes({ samples, words: ['bug'] }, dice);
  const open = () => Promise.resolve({ make, run });
  return { name: 'planted', what: 'planted', share: 1, withinMs: 1000, open, ...change };
}

const run = (target: FuzzTarget, count = 400) => runTarget(target, { seed: 1, from: 0, count });

describe('inputs', () => {
  it('are the same for the same seed, target and number, and differ otherwise', () => {
    const make = (seed: number, target: string, index: number) => {
      const dice = diceFor({ seed, target, index });
      return textOf(mutateBytes({ samples: [utf8('some good bytes of some length')] }, dice));
    };
    expect(make(1, 'a', 5)).toBe(make(1, 'a', 5));
    const others = [make(2, 'a', 5), make(1, 'b', 5), make(1, 'a', 6)];
    expect(new Set([make(1, 'a', 5), ...others]).size).toBe(4);
  });

  it('of bytes differ from the sample nearly always, and are of all lengths', () => {
    const sample = utf8('0123456789'.repeat(20));
    const all = Array.from({ length: 500 }, (_, index) =>
      mutateBytes({ samples: [sample] }, diceFor({ seed: 1, target: 'x', index })),
    );
    expect(all.filter((one) => textOf(one) === textOf(sample)).length).toBeLessThan(50);
    expect(all.some(({ length }) => length < 20)).toBe(true);
    expect(all.some(({ length }) => length > 1000)).toBe(true);
  });

  it('of JSON are mostly broken as a value, and sometimes as text', () => {
    const all = Array.from({ length: 300 }, (_, index) =>
      mutateJson({ a: 1, b: ['c'] }, diceFor({ seed: 1, target: 'x', index })),
    );
    const isJson = (bytes: Uint8Array) => {
      try {
        JSON.parse(textOf(bytes));
        return true;
      } catch {
        return false;
      }
    };
    const good = all.filter(isJson).length;
    expect(good).toBeGreaterThan(200);
    expect(good).toBeLessThan(300);
  });

  it('need something to choose from', () => {
    expect(() => pick([], () => 0)).toThrow(RangeError);
  });
});

describe('a target', () => {
  it('that accepts everything or refuses it with a message has no findings', async () => {
    const counts = await run(targetOf((input) => (input.length > 8 ? null : 'too short')));
    expect(counts).toMatchObject({ findings: [], reasons: 1 });
    expect(counts.accepted + counts.refused).toBe(400);
    expect(counts.accepted).toBeGreaterThan(0);
  });

  it('that throws is found once per kind of error, with an input that repeats it', async () => {
    const target = targetOf((input) => {
      if (textOf(input).includes('bug')) throw new TypeError(`planted at ${input.length}`);
      return null;
    });
    const { findings } = await run(target);
    expect(findings).toHaveLength(1);
    const [found] = findings;
    expect(found?.error).toMatch(/^TypeError: planted at \d+/);
    const open = await target.open();
    const again = open.make(diceFor({ seed: 1, target: 'planted', index: found?.index ?? -1 }));
    expect(textOf(again)).toBe(textOf(found?.input ?? new Uint8Array()));
  });

  it.each([
    ['refuses without words', () => ' '],
    ['refuses in words of the machine', () => 'Cannot read properties of null'],
    ['leaves a promise that nobody catches', () => (void Promise.reject(new Error('lost')), null)],
  ])('that %s is found', async (_, verdict) => {
    const target = targetOf(async () => {
      const reason = verdict();
      await new Promise((resolve) => setImmediate(resolve));
      return reason;
    });
    expect((await run(target, 5)).findings).toHaveLength(1);
  });

  it('that is slow is found', async () => {
    const wait = async () => {
      await delay(30);
      return null;
    };
    const { findings } = await run(targetOf(wait, { withinMs: 5 }), 2);
    expect(findings.map(({ error }) => error)).toEqual(['answered after more than 5 ms']);
  });

  it('that runs several inputs at once runs each of them once', async () => {
    const seen: number[] = [];
    const target = targetOf(() => null);
    const open = async () => ({ ...(await target.open()), atOnce: 4 });
    await runTarget(
      { ...target, open },
      { seed: 1, from: 3, count: 9 },
      {
        onInput: (index) => seen.push(index),
      },
    );
    expect(seen.sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('the message of a refusal', () => {
  it.each([
    ['cameras[0].id: expected a text, got 5', true],
    ['路线不存在', true],
    ['expected a text, got "undefined"', true],
    ['expected "x", got undefined', false],
    ['x is not a function', false],
    ['Maximum call stack size exceeded', false],
    ['[object Object]', false],
    ['400', false],
  ])('%s', (words, expected) => {
    expect(isWorded(words)).toBe(expected);
  });
});

describe('a finding', () => {
  it('is minimised', async () => {
    const input = utf8(`${'x'.repeat(1000)}bu${'y'.repeat(300)}g${'z'.repeat(50)}`);
    const stillShows = (bytes: Uint8Array) => Promise.resolve(/b.*u.*g/s.test(textOf(bytes)));
    expect(textOf(await minimise(input, { stillShows }))).toBe('bug');
  });

  it('that cannot be made smaller is unchanged, and so is an empty one', async () => {
    const stillShows = () => Promise.resolve(false);
    expect(textOf(await minimise(utf8('abc'), { stillShows }))).toBe('abc');
    expect(await minimise(new Uint8Array(), { stillShows })).toHaveLength(0);
  });
});

/** Inputs of earlier findings. */
const found: [target: string, input: string][] = [
  ['duty-table', '\u0001people:\n  -'],
  ['site-file', '['.repeat(20_000)],
  ['site-file', `{"version":1,"name":${'['.repeat(20_000)}`],
  ['duty-table', '\u0001people:\n- {*wang}'],
  [
    'map-file',
    `{"type":"FeatureCollection","features":[{"type":${'['.repeat(9000)}${']'.repeat(9000)}}]}`,
  ],
  ['packet-list', '#tb 0: 1/0'],
  ['queue-message', '['.repeat(20_000) + ']'.repeat(20_000)],
];

describe('the product', () => {
  it.each(found)('refuses an earlier finding of %s', async (name, input) => {
    const target = parserTargets.find((one) => one.name === name);
    const open = await target?.open();
    expect(await attempt(open!, utf8(input))).toMatch(/\p{L}{3}/u);
    await open?.close?.();
  });

  it.each(parserTargets.map((target) => [target.name, target] as const))(
    'stands damaged and hostile inputs of %s',
    async (_, target) => {
      const counts = await run(target, 150);
      expect(counts.findings.map(({ index, error }) => `${index}: ${error}`)).toEqual([]);
      expect(counts.refused).toBeGreaterThan(0);
    },
  );
});
