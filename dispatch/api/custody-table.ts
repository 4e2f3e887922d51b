// Which requests of people are recorded in the custody log, and as what. Refusals of every route are recorded too.
import type { CustodyAct } from '../../evidence/log-entry.ts';

export interface CustodyRule {
  act: CustodyAct;
  /**
   * A player requests a clip in pieces and a back-test requests hundreds of pictures: within this time, one entry per
   * person and subject.
   */
  onceInMs?: number;
  /** Which fields of the request's body are recorded too. */
  fields?: readonly string[];
}

const view: CustodyRule = { act: 'picture-viewed' };
const play: CustodyRule = { act: 'clip-played', onceInMs: 600_000 };
const past: CustodyRule = { act: 'past-viewed', onceInMs: 600_000 };
const fence: CustodyRule = { act: 'fence-changed' };
const user: CustodyRule = { act: 'user-changed' };
const setting: CustodyRule = { act: 'setting-changed' };
const readSample: CustodyRule = { act: 'sample-read' };
const checkSample: CustodyRule = { act: 'sample-checked', fields: ['verdict'] };
const ofIncident = '/api/cases/:caseId/incidents/:incidentId';

export const custodyTable: Readonly<Record<string, CustodyRule>> = {
  'POST /api/session': { act: 'logged-in' },
  'GET /api/log-in/callback': { act: 'logged-in' },
  'DELETE /api/session': { act: 'logged-out' },

  'GET /api/cases/:caseId': { act: 'case-viewed' },
  'GET /api/cases/:caseId/credentials': { act: 'case-viewed' },
  'GET /api/cases/:caseId/picture.jpg': view,
  'GET /api/cases/:caseId/clip.mp4': play,
  'GET /api/cases/:caseId/photos/:photo': view,
  [`GET ${ofIncident}/picture.jpg`]: view,
  [`GET ${ofIncident}/clip.mp4`]: play,
  [`GET ${ofIncident}/openings/:opening/picture.jpg`]: view,
  [`GET ${ofIncident}/openings/:opening/clip.mp4`]: play,
  'POST /api/reports': { act: 'case-acted' },
  'POST /api/cases/:caseId/transitions': { act: 'case-acted' },
  'POST /api/cases/:caseId/export': { act: 'case-exported' },
  'POST /api/cases/:caseId/hold': { act: 'hold-placed' },
  'POST /api/cases/:caseId/hold/lift': { act: 'hold-lifted' },
  'POST /api/cases/:caseId/delete-evidence': { act: 'evidence-deleted' },
  'POST /api/quality-samples': { act: 'sample-drawn', fields: ['size', 'seed'] },
  'GET /api/quality-samples/:sample/again': readSample,
  'POST /api/quality-samples/:sample/begin': checkSample,
  'POST /api/quality-samples/:sample/finish': checkSample,
  'GET /api/quality-samples/:sample/cases/:position': readSample,
  'POST /api/quality-samples/:sample/cases/:position': checkSample,
  'GET /api/quality-samples/:sample/result': readSample,
  'GET /api/quality-samples/:sample/result.csv': readSample,
  'POST /api/exports': { act: 'case-exported' },
  'POST /api/cases/:caseId/acknowledge': { act: 'case-acted' },

  'GET /api/cameras/:cameraId/observations': past,
  'GET /api/cameras/:cameraId/thumbnails': past,
  'GET /api/cameras/:cameraId/thumbnails/:thumbnail': past,
  'POST /api/cameras/:cameraId/clips': { act: 'clip-asked', fields: ['from', 'until'] },
  'GET /api/cameras/:cameraId/clips/:clip/clip.mp4': play,
  'POST /api/cameras/:cameraId/confirm-view': fence,
  'POST /api/fences': fence,
  'PUT /api/fences/:fenceId': fence,
  'POST /api/fences/:fenceId/restore': fence,
  'POST /api/fences/:fenceId/remove': fence,

  'PUT /api/session/password': user,
  'DELETE /api/sessions/:sessionId': user,
  'POST /api/users': user,
  'PUT /api/users/:username': user,
  'PUT /api/users/:username/password': user,
  'POST /api/users/:username/invitation': user,
  'POST /api/invitations/follow': { act: 'logged-in' },
  'POST /api/tokens': user,
  'DELETE /api/tokens/:tokenId': user,

  'POST /api/channels/:channelId/test': setting,
  'POST /api/push/test': setting,
  'POST /api/mutes': setting,
  'DELETE /api/mutes/:mute': setting,

  'PUT /api/people-setup/:id': { act: 'setting-changed', fields: ['reason'] },
  'POST /api/people-setup/:id/remove': { act: 'setting-changed', fields: ['reason'] },

  'PUT /api/camera-setup/:id': setting,
  'POST /api/camera-setup/:id/remove': setting,
  'POST /api/camera-setup/import': { act: 'setting-changed', fields: ['dryRun', 'reason'] },
  'POST /api/camera-tries': { act: 'setting-changed', fields: ['edgeId'] },

  'PUT /api/map/items/:kind/:id': setting,
  'POST /api/map/items/:kind/:id/remove': setting,
  'POST /api/map/import': { act: 'setting-changed', fields: ['what', 'system'] },
  'POST /api/map/ground/picture': setting,

  'GET /api/custody/comparison': { act: 'log-read' },
  'GET /api/custody/*': { act: 'log-read', onceInMs: 600_000 },
};
