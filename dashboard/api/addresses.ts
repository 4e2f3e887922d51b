// Addresses of pictures and clips. `version` bypasses the cache when the file behind an address changes.
import type { PictureWidth } from '../../contracts/index.ts';
import { ownAddress } from './own-address.ts';

/** @param width of a smaller form, px */
export const casePictureAddress = (caseId: string, width?: PictureWidth) =>
  ownAddress(`/api/cases/${encodeURIComponent(caseId)}/picture.jpg${widthQuery(width)}`);

export const casePhotoAddress = (caseId: string, photo: string, width?: PictureWidth) =>
  ownAddress(`/api/cases/${encodeURIComponent(caseId)}/photos/${photo}${widthQuery(width)}`);

function widthQuery(width: PictureWidth | undefined): string {
  return width === undefined ? '' : `?width=${width}`;
}

export const caseClipAddress = (caseId: string) =>
  ownAddress(`/api/cases/${encodeURIComponent(caseId)}/clip.mp4`);

export const cameraPictureAddress = (cameraId: string, version: number) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/picture.jpg?at=${version}`);

export const beforePictureAddress = (cameraId: string) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/before.jpg`);

/** A thumbnail of what the camera saw at `at`, epoch ms. */
export const thumbnailAddress = (cameraId: string, at: number) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/thumbnails/${at}.jpg`);

/** A requested clip. */
export const askedClipAddress = (cameraId: string, clip: string) =>
  ownAddress(`/api/cameras/${encodeURIComponent(cameraId)}/clips/${clip}/clip.mp4`);

export const incidentPictureAddress = (caseId: string, incidentId: string) =>
  `${incidentAddress(caseId, incidentId)}/picture.jpg`;

export const incidentClipAddress = (caseId: string, incidentId: string) =>
  `${incidentAddress(caseId, incidentId)}/clip.mp4`;

/** Media of one opening of an incident; these files never change. */
export const openingPictureAddress = (caseId: string, incidentId: string, opening: number) =>
  `${incidentAddress(caseId, incidentId)}/openings/${opening}/picture.jpg`;

export const openingClipAddress = (caseId: string, incidentId: string, opening: number) =>
  `${incidentAddress(caseId, incidentId)}/openings/${opening}/clip.mp4`;

/** A file of the base map. */
export const groundAddress = (file: string) =>
  ownAddress(`/api/map/ground/${encodeURIComponent(file)}`);

function incidentAddress(caseId: string, incidentId: string): string {
  return ownAddress(
    `/api/cases/${encodeURIComponent(caseId)}/incidents/${encodeURIComponent(incidentId)}`,
  );
}
