// Addresses of pictures and clips. `version` gets past the cache when the file behind an address changes.
export const casePictureAddress = (caseId: string) =>
  `/api/cases/${encodeURIComponent(caseId)}/picture.jpg`;

export const caseClipAddress = (caseId: string) =>
  `/api/cases/${encodeURIComponent(caseId)}/clip.mp4`;

export const cameraPictureAddress = (cameraId: string, version: number) =>
  `/api/cameras/${encodeURIComponent(cameraId)}/picture.jpg?at=${version}`;
