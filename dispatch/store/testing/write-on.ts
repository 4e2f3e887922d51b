// A process that writes row after row to the store in a folder, and prints each number once it is written, until it is killed.
import { createStore } from '../store.ts';

const [, , dataDir = ''] = process.argv;
const store = await createStore({ dataDir });
const password = { salt: new Uint8Array(1), hash: new Uint8Array(1), cost: { N: 2, r: 1, p: 1 } };
for (let n = 1; n < 100_000; n++) {
  await store.people.put({ username: `writer-${n}`, role: 'responder', password }, n);
  process.stdout.write(`${n}\n`);
}
