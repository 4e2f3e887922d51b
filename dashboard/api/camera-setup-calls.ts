// The calls of the page where administrators add cameras: the list, changes with versions, imports of tables, addresses that
// an edge tries, and invitations for edges.
import { z } from 'zod';
import {
  cameraImportAnswerSchema,
  cameraSetupSchema,
  cameraTrySchema,
  cameraVersionsSchema,
  madeInvitationSchema,
  setUpCameraSchema,
  type CameraImportAnswer,
  type CameraSetup,
  type CameraTry,
  type CameraVersionEntry,
  type ImportCameras,
  type MadeInvitation,
  type NewCamera,
  type NewCameraTry,
  type SetUpCamera,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { ownAddress } from './own-address.ts';
import { queryText, type Call } from './send.ts';

export interface CameraChange {
  /** The version that the change started from; null for a new camera. */
  baseVersion: number | null;
  reason: string;
}

export interface CameraSetupCalls {
  getCameraSetup(signal?: AbortSignal): Promise<Answer<CameraSetup>>;
  putCamera(id: string, change: CameraChange, camera: NewCamera): Promise<Answer<SetUpCamera>>;
  removeCamera(id: string, change: CameraChange): Promise<Answer<null>>;
  listCameraVersions(
    id: string,
    signal?: AbortSignal,
  ): Promise<Answer<{ versions: CameraVersionEntry[] }>>;
  tryCamera(wish: NewCameraTry, signal?: AbortSignal): Promise<Answer<CameraTry>>;
  getCameraTry(id: string, signal?: AbortSignal): Promise<Answer<CameraTry>>;
  importCameras(wish: ImportCameras): Promise<Answer<CameraImportAnswer>>;
  inviteEdge(edgeId: string): Promise<Answer<MadeInvitation>>;
}

const root = '/api/camera-setup';
const pathOf = (id: string, rest = '') => `${root}/${encodeURIComponent(id)}${rest}`;

export function createCameraSetupCalls(call: Call): CameraSetupCalls {
  return {
    getCameraSetup: (signal) =>
      call({ method: 'GET', path: root, schema: cameraSetupSchema, signal }),
    putCamera: (id, change, camera) =>
      call({
        method: 'PUT',
        path: pathOf(id),
        body: { ...change, camera },
        schema: setUpCameraSchema,
      }),
    removeCamera: (id, change) =>
      call({ method: 'POST', path: pathOf(id, '/remove'), body: change, schema: z.null() }),
    listCameraVersions: (id, signal) =>
      call({ method: 'GET', path: pathOf(id, '/versions'), schema: cameraVersionsSchema, signal }),
    tryCamera: (body, signal) =>
      call({ method: 'POST', path: '/api/camera-tries', body, schema: cameraTrySchema, signal }),
    getCameraTry: (id, signal) =>
      call({ method: 'GET', path: `/api/camera-tries/${id}`, schema: cameraTrySchema, signal }),
    importCameras: (body) =>
      call({ method: 'POST', path: `${root}/import`, body, schema: cameraImportAnswerSchema }),
    inviteEdge: (edgeId) =>
      call({
        method: 'POST',
        path: '/api/edge-invitations',
        body: { edgeId },
        schema: madeInvitationSchema,
      }),
  };
}

export function tryPictureAddress(id: string): string {
  return ownAddress(`/api/camera-tries/${id}/picture.jpg`);
}

export type CameraFileName = 'export.yaml' | 'export.csv' | 'template.csv';

/** Without log-ins: for the site file, for a spreadsheet, or to fill in. */
export function camerasFileAddress(name: CameraFileName, language: string): string {
  const query = name === 'export.yaml' ? '' : queryText({ language });
  return ownAddress(`${root}/${name}${query}`);
}
