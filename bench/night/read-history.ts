// Reads dispatch's record of a night from the store after its end.
import { createStore } from '../../dispatch/store/store.ts';
import type { NightHistory } from './night-history.ts';

export interface NightStore {
  dataDir: string;
  databaseUrl: string | undefined;
  incidents: readonly string[];
}

export async function readHistory(
  history: NightHistory,
  { dataDir, databaseUrl, incidents }: NightStore,
): Promise<void> {
  const store = await createStore({ dataDir, databaseUrl });
  try {
    const files = await store.cases.findByIncidents(incidents);
    for (const { id, state } of files) {
      const alerts = await store.cases.alertsOf(id);
      history.recorded.push(...alerts.map(({ alert }) => alert.alertId));
      history.cases.push({
        id,
        state,
        log: await store.cases.stepsOf(id),
        deliveries: await store.notifications.deliveriesOf(id),
        untold: await store.engine.untoldOf(id),
      });
    }
  } finally {
    await store.close();
  }
}
