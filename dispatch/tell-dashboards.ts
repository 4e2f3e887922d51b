// Notifies dashboards of cases and cameras that alerts have changed. Changes during a notification are sent together a moment
// later, so that many alerts need few reads. Takes the store's part, the cameras and the hub.
import { toSummary } from './cases/case-summary.ts';
import type { Parts } from './parts.ts';
import { messageOf } from '../host/error-message.ts';

export interface Dashboards {
  /** Something of this incident has changed. */
  note(incident: { incidentId: string; cameraId: string }): void;
}

type DashboardParts = Pick<Parts, 'wall' | 'hub' | 'log'> & {
  store: { cases: Pick<Parts['store']['cases'], 'findByIncidents'> };
};

const mostAtOnce = 500;

export function createDashboards(parts: DashboardParts): Dashboards {
  const incidents = new Set<string>();
  const cameras = new Set<string>();
  let isTelling = false;
  const tellAll = async () => {
    isTelling = true;
    while (incidents.size > 0) {
      const some = [...incidents].slice(0, mostAtOnce);
      const seenBy = new Set(cameras);
      for (const one of some) incidents.delete(one);
      cameras.clear();
      await tell(parts, some, seenBy);
    }
    isTelling = false;
  };
  return {
    note: ({ incidentId, cameraId }) => {
      incidents.add(incidentId);
      cameras.add(cameraId);
      if (!isTelling) void tellAll();
    },
  };
}

async function tell(
  { store, wall, hub, log }: DashboardParts,
  incidentIds: readonly string[],
  cameraIds: ReadonlySet<string>,
): Promise<void> {
  try {
    for (const file of await store.cases.findByIncidents(incidentIds))
      hub.publish({ type: 'case', case: toSummary(file) });
    for (const camera of await wall.views())
      if (cameraIds.has(camera.id)) hub.publish({ type: 'camera', camera });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'alerts could not be sent to dashboards');
  }
}
