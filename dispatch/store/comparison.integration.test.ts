// The comparison with the custody log on a real PostgreSQL.
import { afterAll, describe } from 'vitest';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { openServer } from './database.ts';
import { describeComparison } from './testing/comparison-tests.ts';

const postgres = await startPostgres();

describe.skipIf(postgres === null)('on a real PostgreSQL', () => {
  afterAll(() => postgres?.stop());
  describeComparison('PostgreSQL', () => openServer(postgres!.url));
});
