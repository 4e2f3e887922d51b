// What edges and the first administrator show in tests.
export const testEdgeToken = 'edge-token-of-the-tests';
export const testAdminPassword = 'admin-password';
/** Hears all cells at the broker of a dispatch under test; an open Mosquitto takes any log-in. */
export const testReceiver = {
  username: 'test-receiver',
  password: 'receiver-password',
  cells: 'all',
} as const;
