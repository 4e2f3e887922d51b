// Addresses of pictures and clips. `version` gets past the cache when the file behind an address changes.
import { ownAddress } from './own-address.ts';

export const casePictureAddress = (caseId: string) =>
  ownAddress(`/api/cases/${encodeURIComponent(caseId)}/picture.jpg`);

export const caseClipAddress = (caseId: string) =>
  ownAddress(`/api/cases/${encodeURIComponent(caseId)}/clip.mp4`);

export const cameraPictureAddress = (cameraId: string, version: number) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/picture.jpg?at=${version}`);

export const beforePictureAddress = (cameraId: string) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/before.jpg`);

/** A small picture of what the camera saw at `at`, epoch ms. */
export const glimpseAddress = (cameraId: string, at: number) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/glimpses/${at}.jpg`);

export const incidentPictureAddress = (caseId: string, incidentId: string) =>
  `${incidentAddress(caseId, incidentId)}/picture.jpg`;

export const incidentClipAddress = (caseId: string, incidentId: string) =>
  `${incidentAddress(caseId, incidentId)}/clip.mp4`;

/** Of one time that an incident opened; what lies there never changes. */
export const openingPictureAddress = (caseId: string, incidentId: string, opening: number) =>
  `${incidentAddress(caseId, incidentId)}/openings/${opening}/picture.jpg`;

export const openingClipAddress = (caseId: string, incidentId: string, opening: number) =>
  `${incidentAddress(caseId, incidentId)}/openings/${opening}/clip.mp4`;

function incidentAddress(caseId: string, incidentId: string): string {
  return ownAddress(
    `/api/cases/${encodeURIComponent(caseId)}/incidents/${encodeURIComponent(incidentId)}`,
  );
}
