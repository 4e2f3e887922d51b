// The comparison with the custody log on the embedded database.
import { join } from 'node:path';
import { openEmbedded } from './database.ts';
import { describeComparison } from './testing/comparison-tests.ts';
import { layDatabase } from './testing/quick-store.ts';

describeComparison('the embedded database', async (folder) => {
  await layDatabase(folder);
  return openEmbedded(join(folder, 'database'));
});
