// Who may use which route, in one table. A route that is not in it cannot be registered.
import { edgeRoutes } from './edge-route-names.ts';
import { userRoles, type TokenScope, type User } from '../../contracts/index.ts';

/**
 * How a route enforces the caller's cell limit:
 * - `none`: its subject belongs to no cell
 * - `listed`: it returns only what lies in the caller's cells
 * - `checked`: it checks the cell itself, because the cell is in the body
 * - `whole-site`: it concerns all cells, so callers with a cell limit are refused
 * - others: the path parameter that names the subject; its cell is checked before the route runs. A person named for a case may also
 *   see it, see `named-in-case.ts`
 */
export type CellRule =
  | 'none'
  | 'listed'
  | 'checked'
  | 'whole-site'
  | 'case'
  | 'camera'
  | 'fence'
  | 'notification'
  | 'mute';

export interface Rule {
  who: 'anyone' | 'edge' | readonly User['role'][];
  /** A program's token needs one of these scopes; if there are none, no token is accepted. */
  scopes: readonly TokenScope[];
  cells: CellRule;
}

const anyone: Rule = { who: 'anyone', scopes: [], cells: 'none' };
const edge: Rule = { who: 'edge', scopes: [], cells: 'none' };
const allow = (
  who: readonly User['role'][],
  scopes: readonly TokenScope[],
  cells: CellRule,
): Rule => ({ who, scopes, cells });

const everyone = userRoles;
const workers = ['responder', 'operator', 'admin'] as const;
const overseers = ['operator', 'auditor', 'admin'] as const;
const operators = ['operator', 'admin'] as const;

/** A sample may hold cases of every cell. */
const checkQuality = allow(['auditor', 'admin'], [], 'whole-site');
const readCase = allow(everyone, ['cases:read'], 'case');
const setUpCameras = allow(['admin'], [], 'whole-site');
const setUpPeople = allow(operators, ['duty:write'], 'whole-site');
const clipOfCamera = allow(overseers, [], 'camera');
const readCamera = allow(everyone, ['site:read'], 'camera');

export const accessTable: Readonly<Record<string, Rule>> = {
  'POST /api/session': anyone,
  'GET /api/session': allow(everyone, [], 'none'),
  'DELETE /api/session': anyone,
  'GET /api/cases': allow(everyone, ['cases:read'], 'listed'),
  'GET /api/labels': allow(overseers, ['cases:read'], 'listed'),
  'GET /api/reviews': allow(overseers, ['cases:read'], 'listed'),
  'GET /api/cases/:caseId': readCase,
  'GET /api/cases/:caseId/picture.jpg': readCase,
  'GET /api/cases/:caseId/clip.mp4': readCase,
  'GET /api/cases/:caseId/incidents/:incidentId/picture.jpg': readCase,
  'GET /api/cases/:caseId/incidents/:incidentId/clip.mp4': readCase,
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/picture.jpg': readCase,
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/clip.mp4': readCase,
  // Which of them may do what to a case: dispatch/cases/transition-table.ts.
  'POST /api/cases/:caseId/transitions': allow(workers, ['cases:handle', 'cases:manage'], 'case'),
  'GET /api/cases/:caseId/photos/:photo': readCase,
  'POST /api/cases/:caseId/export': allow(['auditor', 'admin'], [], 'case'),
  'POST /api/cases/:caseId/hold': allow(['auditor', 'admin'], [], 'case'),
  'POST /api/cases/:caseId/hold/lift': allow(['auditor', 'admin'], [], 'case'),
  'POST /api/cases/:caseId/delete-evidence': allow(['admin'], [], 'case'),
  'GET /api/cases/:caseId/credentials': allow(overseers, [], 'case'),
  'POST /api/cameras/:cameraId/clips': clipOfCamera,
  'GET /api/cameras/:cameraId/clips': clipOfCamera,
  'GET /api/cameras/:cameraId/clips/:clip/clip.mp4': clipOfCamera,
  'GET /api/edge/clip-requests': edge,
  'GET /api/quality-samples': checkQuality,
  'POST /api/quality-samples': checkQuality,
  'GET /api/quality-samples/:sample': checkQuality,
  'GET /api/quality-samples/:sample/again': checkQuality,
  'POST /api/quality-samples/:sample/begin': checkQuality,
  'POST /api/quality-samples/:sample/finish': checkQuality,
  'GET /api/quality-samples/:sample/cases/:position': checkQuality,
  'POST /api/quality-samples/:sample/cases/:position': checkQuality,
  'GET /api/quality-samples/:sample/result': checkQuality,
  'GET /api/quality-samples/:sample/result.csv': checkQuality,
  'POST /api/exports': allow(['auditor', 'admin'], [], 'checked'),
  'POST /api/cases/:caseId/acknowledge': allow(workers, ['cases:handle', 'cases:manage'], 'case'),

  // For every user.
  'POST /api/photos': allow(workers, ['cases:handle', 'cases:manage'], 'none'),
  'GET /api/reports': allow(everyone, ['cases:read'], 'none'),
  'POST /api/reports': allow(workers, ['cases:handle', 'cases:manage'], 'checked'),

  'POST /api/notifications/:notificationId/receipts': allow(
    everyone,
    ['cases:read'],
    'notification',
  ),
  'GET /api/duty': allow(everyone, ['duty:read'], 'listed'),
  'GET /api/duty/faults': allow(overseers, ['duty:read'], 'listed'),
  'POST /api/routes/test': allow(overseers, ['duty:read'], 'checked'),
  'GET /api/numbers': allow(overseers, ['numbers:read'], 'listed'),
  'GET /api/numbers.csv': allow(overseers, ['numbers:read'], 'listed'),

  'GET /api/map': allow(everyone, ['site:read'], 'listed'),
  'GET /api/map/ground': allow(everyone, ['site:read'], 'none'),
  'GET /api/map/ground/:file': allow(everyone, ['site:read'], 'none'),
  'POST /api/map/ground/picture': allow(operators, [], 'whole-site'),
  'GET /api/map/items/:kind/:id/versions': allow(overseers, ['site:read'], 'checked'),
  'PUT /api/map/items/:kind/:id': allow(operators, [], 'checked'),
  'POST /api/map/items/:kind/:id/remove': allow(operators, [], 'checked'),
  'POST /api/map/import': allow(operators, [], 'whole-site'),
  'GET /api/map/export.yaml': allow(overseers, ['site:read'], 'listed'),
  'GET /api/map/export.geojson': allow(overseers, ['site:read'], 'listed'),
  'GET /api/map/heat': allow(overseers, ['numbers:read'], 'listed'),
  'GET /api/review-gates': allow(overseers, ['fences:write', 'site:read'], 'none'),
  'PUT /api/review-gates': allow(operators, ['fences:write'], 'checked'),

  // Who may take which shift and answer which swap: dispatch/api/shift-routes.ts.
  'POST /api/duty/take': allow(workers, [], 'checked'),
  'GET /api/swaps': allow(everyone, [], 'listed'),
  'POST /api/swaps': allow(workers, [], 'checked'),
  'POST /api/swaps/:swap/answer': allow(workers, [], 'checked'),
  'GET /api/hand-overs': allow(everyone, ['duty:read'], 'listed'),
  'POST /api/hand-overs/:handOver/sign': allow(workers, [], 'checked'),

  // It contains everybody's telephone number, so only users of the whole site may read it.
  'GET /api/roster': allow(overseers, ['duty:read'], 'whole-site'),
  'GET /api/roster/versions': allow(overseers, ['duty:read'], 'whole-site'),
  'GET /api/roster/versions/:version': allow(overseers, ['duty:read'], 'whole-site'),
  'GET /api/roster/compare': allow(overseers, ['duty:read'], 'whole-site'),
  'GET /api/roster/export': allow(overseers, ['duty:read'], 'whole-site'),
  'PUT /api/roster': allow(operators, ['duty:write'], 'whole-site'),
  'PUT /api/roster/people/:id': allow(operators, ['duty:write'], 'whole-site'),
  'PUT /api/roster/units/:id': allow(operators, ['duty:write'], 'whole-site'),
  'PUT /api/roster/shifts/:id': allow(operators, ['duty:write'], 'whole-site'),
  'DELETE /api/roster/people/:id': allow(operators, ['duty:write'], 'whole-site'),
  'DELETE /api/roster/units/:id': allow(operators, ['duty:write'], 'whole-site'),
  'DELETE /api/roster/shifts/:id': allow(operators, ['duty:write'], 'whole-site'),
  'POST /api/roster/restore': allow(operators, ['duty:write'], 'whole-site'),
  'POST /api/roster/import': allow(operators, ['duty:write'], 'whole-site'),

  'GET /api/people-setup': setUpPeople,
  'GET /api/people-setup/:id/holds': setUpPeople,
  'PUT /api/people-setup/:id': setUpPeople,
  'POST /api/people-setup/:id/remove': setUpPeople,
  'GET /api/people-setup/export.csv': setUpPeople,
  'GET /api/people-setup/template.csv': setUpPeople,

  // For every user.
  'GET /api/quiet-hours': allow(everyone, [], 'none'),
  'PUT /api/quiet-hours': allow(everyone, [], 'none'),

  'GET /api/channels': allow(overseers, ['duty:read'], 'none'),
  'POST /api/channels/:channelId/test': allow(operators, ['duty:write'], 'whole-site'),
  'GET /api/mutes': allow(everyone, ['duty:read'], 'listed'),
  'POST /api/mutes': allow(operators, ['duty:write'], 'checked'),
  'DELETE /api/mutes/:mute': allow(operators, ['duty:write'], 'mute'),
  // Only the user's own devices.
  'GET /api/push/key': allow(everyone, [], 'none'),
  'GET /api/push/subscriptions': allow(everyone, [], 'none'),
  'POST /api/push/subscriptions': allow(everyone, [], 'none'),
  'DELETE /api/push/subscriptions/:id': allow(everyone, [], 'none'),
  'POST /api/push/test': allow(everyone, [], 'none'),

  'GET /api/log-in': anyone,
  'GET /api/log-in/provider': anyone,
  'GET /api/log-in/callback': anyone,
  'PUT /api/session/password': allow(everyone, [], 'none'),
  // Sessions of others: for administrators who are not limited to cells.
  'GET /api/sessions': allow(everyone, [], 'none'),
  'DELETE /api/sessions/:sessionId': allow(everyone, [], 'none'),
  'GET /api/users': allow(['admin'], [], 'whole-site'),
  'POST /api/users': allow(['admin'], [], 'whole-site'),
  'PUT /api/users/:username': allow(['admin'], [], 'whole-site'),
  'PUT /api/users/:username/password': allow(['admin'], [], 'whole-site'),
  'POST /api/users/:username/invitation': allow(['admin'], [], 'whole-site'),
  // Whoever has the code of an invitation.
  'POST /api/invitations/look': anyone,
  'POST /api/invitations/follow': anyone,
  'GET /api/tokens': allow(['admin'], [], 'whole-site'),
  'POST /api/tokens': allow(['admin'], [], 'whole-site'),
  'DELETE /api/tokens/:tokenId': allow(['admin'], [], 'whole-site'),

  // It contains addresses of cameras and their log-ins.
  'GET /api/camera-setup': setUpCameras,
  'GET /api/camera-setup/export.yaml': setUpCameras,
  'GET /api/camera-setup/export.csv': setUpCameras,
  'GET /api/camera-setup/template.csv': setUpCameras,
  'POST /api/camera-setup/import': setUpCameras,
  'GET /api/camera-setup/:id/versions': setUpCameras,
  'PUT /api/camera-setup/:id': setUpCameras,
  'POST /api/camera-setup/:id/remove': setUpCameras,
  'POST /api/camera-tries': setUpCameras,
  'GET /api/camera-tries/:try': setUpCameras,
  'GET /api/camera-tries/:try/picture.jpg': setUpCameras,

  'GET /api/cameras': allow(everyone, ['site:read'], 'listed'),
  'POST /api/cameras/watched': allow(everyone, ['site:read'], 'checked'),
  'GET /api/cameras/:cameraId/picture.jpg': readCamera,
  'GET /api/events': allow(everyone, ['cases:read'], 'listed'),
  'GET /api/custody/keys': allow(['auditor', 'admin'], [], 'whole-site'),
  'GET /api/custody/trust-list.pem': allow(['auditor', 'admin'], [], 'whole-site'),
  'GET /api/custody/comparison': allow(['auditor', 'admin'], [], 'whole-site'),
  'GET /api/custody/*': allow(['auditor', 'admin'], [], 'whole-site'),
  'GET /api/problems': allow(everyone, ['site:read'], 'listed'),

  'GET /api/cameras/:cameraId/now': readCamera,
  'GET /api/cameras/:cameraId/before.jpg': readCamera,
  'POST /api/cameras/:cameraId/confirm-view': allow(operators, ['fences:write'], 'camera'),
  'GET /api/cameras/:cameraId/observations': readCamera,
  'GET /api/cameras/:cameraId/observations/stretches': readCamera,
  'GET /api/cameras/:cameraId/thumbnails': readCamera,
  'GET /api/cameras/:cameraId/thumbnails/:thumbnail': readCamera,

  'GET /api/fences': allow(everyone, ['site:read'], 'listed'),
  'GET /api/fences/removed': allow(everyone, ['site:read'], 'listed'),
  'GET /api/fences/:fenceId/versions': allow(everyone, ['site:read'], 'fence'),
  'POST /api/fences': allow(operators, ['fences:write'], 'checked'),
  'PUT /api/fences/:fenceId': allow(operators, ['fences:write'], 'fence'),
  'POST /api/fences/:fenceId/restore': allow(operators, ['fences:write'], 'fence'),
  'POST /api/fences/:fenceId/remove': allow(operators, ['fences:write'], 'fence'),
  'GET /api/edge-keys': allow(['auditor', 'admin'], [], 'whole-site'),
  'POST /api/edge-invitations': allow(['admin'], [], 'whole-site'),
  'POST /api/edge-keys/:key/revoke': allow(['admin'], [], 'whole-site'),
  'GET /api/refused-alerts': allow(['auditor', 'admin'], [], 'whole-site'),
  'POST /api/refused-alerts/:number/take': allow(['admin'], [], 'whole-site'),
  'POST /api/refused-alerts/:number/discard': allow(['admin'], [], 'whole-site'),

  ...Object.fromEntries(edgeRoutes.map((route) => [route, edge])),

  'GET /api/health': anyone,
  'GET /api/openapi.json': anyone,
  'GET /metrics': anyone,
  // The dashboard's static files: without a log-in they show only the log-in page.
  'GET /*': anyone,
};

/** The rule for a route, null when there is none. HEAD follows GET. */
export function accessOf(method: string, path: string): Rule | null {
  return accessTable[`${method === 'HEAD' ? 'GET' : method} ${path}`] ?? null;
}
