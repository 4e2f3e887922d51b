// Makes the alert that leaves the edge from an incident event. Pure: adds the camera, the fence, the matter codes and the model.
import {
  alertIdOf,
  findKind,
  otherMatter,
  type Alert,
  type Camera,
  type IncidentEvent,
  type KindSpec,
  usualMatterCode,
} from '../../contracts/index.ts';
import type { FenceOfAlert } from '../fences/fence-memory.ts';

export interface AlertContext {
  edgeId: string;
  /** The token of the lease; absent when edges do not share cameras. */
  lease?: number | undefined;
  camera: Pick<Camera, 'name' | 'gridCell'>;
  fence: FenceOfAlert;
  model: { readonly name: string; readonly sha256: string };
  /** Epoch ms. */
  raisedAt: number;
}

export function toAlert(incident: IncidentEvent, context: AlertContext): Alert {
  const { edgeId, camera, fence, lease, model, raisedAt } = context;
  return {
    version: 1,
    alertId: alertIdOf(incident, lease),
    edgeId,
    ...(lease !== undefined && { lease }),
    raisedAt,
    cameraName: camera.name,
    fenceName: fence.name,
    gridCell: camera.gridCell,
    matterCode: fence.matterCode ?? usualCode(incident.kind, fence.definition),
    severity: fence.severity,
    place: fence.place,
    model: { name: model.name, sha256: model.sha256 },
    incident,
  };
}

function usualCode(kind: string, definition: KindSpec | null): string {
  const known = definition ?? findKind(kind);
  return known ? usualMatterCode(known) : otherMatter.code;
}
