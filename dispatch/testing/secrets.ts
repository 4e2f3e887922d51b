// What edges and the first administrator show in tests.
export const testEdgeToken = 'edge-token-of-the-tests';
export const testAdminPassword = 'admin-password';
