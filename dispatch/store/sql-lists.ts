// Conditions on lists of any length with one parameter. A parameter per value would make a new statement for each length, which
// is slow to build and to parse. Takes the column and the values; returns the condition.
import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

export function isOneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} = any(${textArray(values)})`;
}

export function isOneOfNumbers(column: PgColumn, values: readonly number[]): SQL {
  return sql`${column} = any(${textArray(values.map(String))}::bigint[])`;
}

/** An array of texts in SQL. JSON, because a driver may read a bare array in its own way. */
export function textArray(values: readonly string[]): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
}
