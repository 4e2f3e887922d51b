// Finds activations that TensorFlow.js writes as several operations.
import { describe, expect, test } from 'vitest';
import { findFoldings } from './foldings.ts';
import { modelOf, placeholder, type Node } from './testing/graphs.ts';

describe('findFoldings', () => {
  const constants = { three: [[], [3]], sixth: [[], [0.1666259765625]], five: [[], [5]] } as const;
  const weights = Object.fromEntries(
    Object.entries(constants).map(([name, [, data]]) => [name, [[], [...data]]]),
  ) as Record<string, [number[], number[]]>;
  const gate = (shift: string): Node[] => [
    ['sum', 'Add', ['in', shift]],
    ['gate', 'Relu6', ['sum']],
  ];

  test.each<[string, Node[], Record<string, object>]>([
    ['nothing in an empty graph', [], {}],
    [
      'hard-sigmoid',
      [...gate('three'), ['end', 'Mul', ['sixth', 'gate']]],
      { end: { kind: 'hard-sigmoid', input: 'in' } },
    ],
    [
      'hard-swish',
      [...gate('three'), ['part', 'Mul', ['sixth', 'in']], ['end', 'Mul', ['part', 'gate']]],
      { end: { kind: 'hard-swish', input: 'in' } },
    ],
    ['nothing with another shift', [...gate('five'), ['end', 'Mul', ['sixth', 'gate']]], {}],
    ['nothing with another factor', [...gate('three'), ['end', 'Mul', ['five', 'gate']]], {}],
    [
      'nothing when the gate is of another tensor',
      [
        ...gate('three'),
        ['other', 'Relu', ['in']],
        ['part', 'Mul', ['sixth', 'other']],
        ['end', 'Mul', ['part', 'gate']],
      ],
      {},
    ],
  ])('finds %s', (_title, nodes, expected) => {
    expect(Object.fromEntries(findFoldings(modelOf([placeholder, ...nodes], weights)))).toEqual(
      expected,
    );
  });
});
