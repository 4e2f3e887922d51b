// Who may use which route: the whole of it, in one table. A route that is not in here cannot be registered.
import { userRoles, type User } from '../../contracts/index.ts';

export type Access = 'anyone' | 'edge' | readonly User['role'][];

const everyone = userRoles;

export const accessTable: Readonly<Record<string, Access>> = {
  'POST /api/session': 'anyone',
  'GET /api/session': everyone,
  'DELETE /api/session': 'anyone',

  'GET /api/cases': everyone,
  'GET /api/cases/:caseId': everyone,
  'GET /api/cases/:caseId/picture.jpg': everyone,
  'GET /api/cases/:caseId/clip.mp4': everyone,
  'GET /api/cases/:caseId/incidents/:incidentId/picture.jpg': everyone,
  'GET /api/cases/:caseId/incidents/:incidentId/clip.mp4': everyone,
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/picture.jpg': everyone,
  'GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/clip.mp4': everyone,
  // Which of them may do what to a case: dispatch/cases/transition-table.ts.
  'POST /api/cases/:caseId/transitions': ['responder', 'operator', 'admin'],
  'POST /api/cases/:caseId/acknowledge': ['responder', 'operator', 'admin'],

  'POST /api/notifications/:notificationId/receipts': everyone,
  'GET /api/duty': everyone,
  'GET /api/duty/faults': ['operator', 'auditor', 'admin'],
  'POST /api/routes/test': ['operator', 'auditor', 'admin'],
  'GET /api/numbers': ['operator', 'auditor', 'admin'],
  'GET /api/numbers.csv': ['operator', 'auditor', 'admin'],

  'GET /api/channels': ['operator', 'auditor', 'admin'],
  'POST /api/channels/:channelId/test': ['operator', 'admin'],
  'GET /api/mutes': everyone,
  'POST /api/mutes': ['operator', 'admin'],
  'DELETE /api/mutes/:mute': ['operator', 'admin'],
  // Of one's own devices only.
  'GET /api/push/key': everyone,
  'GET /api/push/subscriptions': everyone,
  'POST /api/push/subscriptions': everyone,
  'DELETE /api/push/subscriptions/:id': everyone,

  'GET /api/cameras': everyone,
  'GET /api/cameras/:cameraId/picture.jpg': everyone,
  'GET /api/events': everyone,
  'GET /api/problems': everyone,

  'GET /api/cameras/:cameraId/now': everyone,
  'GET /api/cameras/:cameraId/before.jpg': everyone,
  'POST /api/cameras/:cameraId/confirm-view': ['operator', 'admin'],
  'GET /api/cameras/:cameraId/observations': everyone,
  'GET /api/cameras/:cameraId/observations/stretches': everyone,
  'GET /api/cameras/:cameraId/glimpses': everyone,
  'GET /api/cameras/:cameraId/glimpses/:glimpse': everyone,

  'GET /api/fences': everyone,
  'GET /api/fences/removed': everyone,
  'GET /api/fences/:fenceId/versions': everyone,
  'POST /api/fences': ['operator', 'admin'],
  'PUT /api/fences/:fenceId': ['operator', 'admin'],
  'POST /api/fences/:fenceId/restore': ['operator', 'admin'],
  'POST /api/fences/:fenceId/remove': ['operator', 'admin'],

  'GET /api/edge/fences': 'edge',
  'GET /api/edge/uploads/:sha256': 'edge',
  'PUT /api/edge/uploads/:sha256': 'edge',
  'PUT /api/edge/incidents/:incidentId/picture': 'edge',
  'PUT /api/edge/incidents/:incidentId/clip': 'edge',
  'PUT /api/edge/workers/:edgeId/health': 'edge',
  'PUT /api/edge/cameras/:cameraId/status': 'edge',
  'PUT /api/edge/cameras/:cameraId/picture': 'edge',
  'PUT /api/edge/cameras/:cameraId/before': 'edge',
  'PUT /api/edge/cameras/:cameraId/observation': 'edge',
  'PUT /api/edge/cameras/:cameraId/observations/:stretch': 'edge',
  'PUT /api/edge/cameras/:cameraId/glimpses/:at': 'edge',

  'GET /api/health': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'GET /metrics': 'anyone',
  // The dashboard's own files: without a log-in they show the log-in page and nothing else.
  'GET /*': 'anyone',
};

/** The rule for a route, null when there is none. HEAD follows GET. */
export function accessOf(method: string, path: string): Access | null {
  return accessTable[`${method === 'HEAD' ? 'GET' : method} ${path}`] ?? null;
}

export type Admission = 'allowed' | 'log-in-needed' | 'token-needed' | 'role-missing';

export interface Caller {
  user: User | null;
  isEdge: boolean;
}

/** Whether a caller may pass, and if not, why. */
export function admit(access: Access, { user, isEdge }: Caller): Admission {
  if (access === 'anyone') return 'allowed';
  if (access === 'edge') return isEdge ? 'allowed' : 'token-needed';
  if (user === null) return 'log-in-needed';
  return access.includes(user.role) ? 'allowed' : 'role-missing';
}
