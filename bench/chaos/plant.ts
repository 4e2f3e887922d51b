// Planted bugs that test the checker. They are not settings of the product but change its environment.
import { Client } from 'pg';

export const plants = ['no-dedup'] as const;
export type Plant = (typeof plants)[number];

/**
 * De-duplication off: dispatch never finds an incident that it knows, because the database stores each under another id. So every
 * report of an object makes a new case.
 */
const withoutDedup = `
  create function forget_incident() returns trigger language plpgsql as $$
  begin
    new.incident_id := new.incident_id || '~' || gen_random_uuid();
    return new;
  end $$;
  create trigger forget_incident before insert on case_incidents
    for each row execute function forget_incident();
  create trigger forget_incident before insert on cases
    for each row execute function forget_incident();
`;

export async function plantBug(plant: Plant, databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query({ 'no-dedup': withoutDedup }[plant]);
  } finally {
    await client.end();
  }
}
