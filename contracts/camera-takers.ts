// Predicts which edges will watch a camera that was added in the dashboard. Takes the edge that the camera names and the edges that
// ask for cameras. Pure.
import type { SetUpEdge } from './camera-setup.ts';

/**
 * - `edges`: one of these
 * - `place`: no edge has this id, but edges share cameras, and it may be the name of their place
 * - `no-edges`: no edge has asked for cameras since dispatch started
 * - `none-shares`: the camera names no edge, and no edge shares cameras
 * - `unknown`: no edge with this id has asked
 * - `refused`: dispatch refuses these edges; `silent`: they have stopped asking
 */
export type CameraTakers =
  | { is: 'edges'; edgeIds: readonly string[] }
  | { is: 'place' | 'no-edges' | 'none-shares' | 'unknown' | 'refused' | 'silent' };

export function cameraTakersOf(edge: string | null, edges: readonly SetUpEdge[]): CameraTakers {
  if (edges.length === 0) return { is: 'no-edges' };
  const meant = edges.filter((one) => (edge === null ? one.shares : one.edgeId === edge));
  if (meant.length === 0) return { is: withoutEdge(edge, edges) };
  const served = meant.filter(({ refusal }) => refusal === null);
  if (served.length === 0) return { is: 'refused' };
  const present = served.filter(({ isConnected }) => isConnected);
  if (present.length === 0) return { is: 'silent' };
  return { is: 'edges', edgeIds: present.map(({ edgeId }) => edgeId) };
}

function withoutEdge(edge: string | null, edges: readonly SetUpEdge[]) {
  if (edge === null) return 'none-shares';
  return edges.some(({ shares, refusal }) => shares && refusal === null) ? 'place' : 'unknown';
}
