// Custom column types for PostgreSQL.
import { bigint, customType } from 'drizzle-orm/pg-core';

/** Epoch ms. */
export const time = (name: string) => bigint(name, { mode: 'number' });

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
