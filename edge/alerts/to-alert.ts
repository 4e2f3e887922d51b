// Makes the alert that leaves the edge from an incident event. Pure: adds whose camera and fence it is, which codes it
// carries, and which model saw it.
import {
  alertIdOf,
  defaultMatterCode,
  type Alert,
  type Camera,
  type Fence,
  type IncidentEvent,
} from '../../contracts/index.ts';

export interface AlertContext {
  edgeId: string;
  camera: Pick<Camera, 'name' | 'gridCell'>;
  fence: Pick<Fence, 'name' | 'matterCode' | 'severity' | 'place'>;
  model: { readonly name: string; readonly sha256: string };
  /** Epoch ms. */
  raisedAt: number;
}

export function toAlert(incident: IncidentEvent, context: AlertContext): Alert {
  const { edgeId, camera, fence, model, raisedAt } = context;
  return {
    version: 1,
    alertId: alertIdOf(incident),
    edgeId,
    raisedAt,
    cameraName: camera.name,
    fenceName: fence.name,
    gridCell: camera.gridCell,
    matterCode: fence.matterCode ?? defaultMatterCode[incident.kind],
    severity: fence.severity,
    place: fence.place,
    model: { name: model.name, sha256: model.sha256 },
    incident,
  };
}
