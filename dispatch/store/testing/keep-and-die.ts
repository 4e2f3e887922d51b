// A process of its own that writes to the store in a folder and is killed the moment the write is done.
import { createStore } from '../store.ts';

const [, , dataDir = ''] = process.argv;
const store = await createStore({ dataDir });
const password = { salt: new Uint8Array(1), hash: new Uint8Array(1), cost: { N: 2, r: 1, p: 1 } };
await store.people.put({ username: 'survivor', role: 'admin', password }, 1);
process.kill(process.pid, 'SIGKILL');
