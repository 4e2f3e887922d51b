// Writes many rows of one table with one statement and one parameter, which is much cheaper than a parameter for each value.
// Takes the table, and rows that all have the same columns; other columns get their defaults.
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';

export async function insertRows<T extends PgTable>(
  transaction: Database,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  if (rows.length > 0) await transaction.execute(insertion(table, rows));
}

/** @param target the unique column: an existing row gets the new values */
export async function upsertRows<T extends PgTable>(
  transaction: Database,
  table: T,
  { target, rows }: { target: PgColumn; rows: readonly T['$inferInsert'][] },
): Promise<void> {
  if (rows.length === 0) return;
  const names = columnsOf(table, rows).map(({ name }) => sql.identifier(name));
  const values = names.map((name) => sql`${name} = excluded.${name}`);
  await transaction.execute(
    sql`${insertion(table, rows)} on conflict (${sql.identifier(target.name)}) do update set ${listed(values)}`,
  );
}

/** Skips a row whose unique columns exist. */
export async function insertNewRows<T extends PgTable>(
  transaction: Database,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  if (rows.length > 0)
    await transaction.execute(sql`${insertion(table, rows)} on conflict do nothing`);
}

function insertion(table: PgTable, rows: readonly object[]): SQL {
  const columns = columnsOf(table, rows);
  const names = listed(columns.map(({ name }) => sql.identifier(name)));
  const values = rows.map((row) =>
    Object.fromEntries(columns.map(({ key, name }) => [name, Reflect.get(row, key) as unknown])),
  );
  return sql`insert into ${table} (${names}) select ${names}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(values)}::jsonb)`;
}

function columnsOf(table: PgTable, [first = {}]: readonly object[]) {
  return Object.entries(getTableColumns(table))
    .filter(([key]) => key in first)
    .map(([key, { name }]) => ({ key, name }));
}

function listed(parts: readonly (SQL | ReturnType<typeof sql.identifier>)[]): SQL {
  return sql.join([...parts], sql`, `);
}
