// Required behaviour of every store for the search of cases by free text.
import fc from 'fast-check';
import { expect } from 'vitest';
import { anAlert } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import type { Store } from '../store.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

const names = ['解放路东段', 'Gate 100%', 'GATE_5', 'a\\b', '🚗 停车', 'yard--yard', 'Ördög'];

export const textTests: StoreTests = {
  'finds the cases with a text that contains it, as a comparison of every case does': async (
    store,
  ) => {
    const cases = await recordNamed(store);
    const part = fc.constantFrom(...names).chain(partOf);
    const other = fc.string({
      minLength: 1,
      maxLength: 4,
      unit: fc.constantFrom('a', 'e', 'G', '路', '%', '_', '\\', ' '),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(part, other), async (text) => {
        const found = await store.cases.list({ text, ids: cases.map(({ id }) => id), limit: 50 });
        const expected = cases.filter((one) => contains(one, text));
        expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  },

  'does not find a text across the end of one and the start of the next': async (store) => {
    const { cameraName, fenceName, id } = await caseOf(store, 'named-1');
    expect(await idsWith(store, cameraName)).toContain(id);
    expect(await idsWith(store, `${cameraName}${fenceName}`)).toEqual([]);
  },
};

async function recordNamed(store: Store) {
  const cases = [];
  for (const [index, cameraName] of names.entries()) {
    const incidentId = `named-${index}`;
    await store.cases.record(planFor(anAlert({ incidentId, cameraName, fenceId: incidentId })));
    cases.push(await caseOf(store, incidentId));
  }
  return cases.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A substring of whole characters. */
function partOf(name: string): fc.Arbitrary<string> {
  const characters = Array.from(name);
  return fc
    .tuple(fc.nat(characters.length - 1), fc.integer({ min: 1, max: characters.length }))
    .map(([from, count]) => characters.slice(from, from + count).join(''));
}

type Case = Awaited<ReturnType<typeof caseOf>>;

function contains(one: Case, text: string): boolean {
  const { id, cameraName, fenceName, matterCode, place, reason } = one;
  const texts = [id, cameraName, fenceName, matterCode, place ?? '', reason];
  return texts.some((each) => each.toLowerCase().includes(text.toLowerCase()));
}

async function idsWith(store: Store, text: string): Promise<string[]> {
  return (await store.cases.list({ text, limit: 50 })).map(({ id }) => id);
}
