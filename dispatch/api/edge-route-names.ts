// The routes that only edges may use, with their token.
export const edgeRoutes = [
  'PUT /api/edge/workers/:edgeId/key',
  'GET /api/edge/workers/:edgeId/keys/:key/certificate',
  'PUT /api/edge/workers/:edgeId/cameras',
  'PUT /api/edge/camera-tries/:try',
  'GET /api/edge/fences',
  'GET /api/edge/uploads/:sha256',
  'PUT /api/edge/uploads/:sha256',
  'PUT /api/edge/incidents/:incidentId/picture',
  'PUT /api/edge/incidents/:incidentId/clip',
  'PUT /api/edge/workers/:edgeId/health',
  'PUT /api/edge/cameras/:cameraId/status',
  'PUT /api/edge/cameras/:cameraId/picture',
  'PUT /api/edge/cameras/:cameraId/before',
  'PUT /api/edge/cameras/:cameraId/observation',
  'PUT /api/edge/cameras/:cameraId/observations/:stretch',
  'PUT /api/edge/cameras/:cameraId/thumbnails/:at',
] as const;
