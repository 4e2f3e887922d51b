// Required behaviour of every store, on any database. Each implementation runs this suite.
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Store } from '../store.ts';
import { directTests } from './direct-suite.ts';
import { engineTests } from './engine-suite.ts';
import { fenceTests } from './fence-suite.ts';
import { healthTests } from './health-suite.ts';
import { readingTests, recordingTests } from './case-suite.ts';
import { mapTests } from './map-suite.ts';
import { placeTests } from './place-suite.ts';
import { shiftTests } from './shift-suite.ts';
import { receiptTests } from './receipt-suite.ts';
import { textTests } from './text-suite.ts';
import { emptyTests, notificationTests, peopleTests, rejectedTests } from './other-suites.ts';

const parts = {
  'when it is empty': emptyTests,
  'recording alerts': recordingTests,
  'reading cases': readingTests,
  'looking for cases by free text': textTests,
  'several cameras at one place': placeTests,
  'the case engine': engineTests,
  notifications: notificationTests,
  'what reaches people directly': directTests,
  receipts: receiptTests,
  'rejected messages': rejectedTests,
  people: peopleTests,
  'versions of fences': fenceTests,
  'what was wrong': healthTests,
  shifts: shiftTests,
  'the map': mapTests,
};

/** Runs the suite on one store; the parts run in order, and the first one needs an empty store. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    }, 120_000);
    afterAll(() => store.close());
    for (const [part, tests] of Object.entries(parts))
      describe(part, () => {
        for (const [title, test] of Object.entries(tests)) it(title, () => test(store));
      });
  });
}
