// The secrets of edges and the first administrator in tests.
export const testEdgeToken = 'edge-token-of-the-tests';
export const testAdminPassword = 'admin-password';
/** May subscribe to all cells at the broker of a dispatch under test; an open Mosquitto accepts any log-in. */
export const testReceiver = {
  username: 'test-receiver',
  password: 'receiver-password',
  cells: 'all',
} as const;
