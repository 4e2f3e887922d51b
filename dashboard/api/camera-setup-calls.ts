// The calls of the page where administrators add cameras: the list, changes with versions, addresses that an edge tries, and
// invitations for edges.
import { z } from 'zod';
import {
  cameraSetupSchema,
  cameraTrySchema,
  cameraVersionsSchema,
  madeInvitationSchema,
  setUpCameraSchema,
  type CameraSetup,
  type CameraTry,
  type CameraVersionEntry,
  type MadeInvitation,
  type NewCamera,
  type NewCameraTry,
  type SetUpCamera,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { ownAddress } from './own-address.ts';
import type { Call } from './send.ts';

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

/** A file of the cameras, without log-ins: for a spreadsheet, or for the site file. */
export function camerasFileAddress(name: 'export.yaml'): string {
  return ownAddress(`${root}/${name}`);
}
