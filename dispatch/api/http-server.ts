// The HTTP server of dispatch: the API, the dashboard's files, health and metrics. Takes its parts; returns a server that is
// ready to listen.
import type { ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ZodType } from 'zod';
import { faultsOf } from '../../contracts/index.ts';
import type { ApiParts, App, BasicParts } from './api-parts.ts';
import { createStripper } from './base-path.ts';
import { addAskedClipRoutes } from './asked-clip-routes.ts';
import { addCameraRoutes } from './camera-routes.ts';
import { addCaseActionRoutes } from './case-action-routes.ts';
import { addCaseRoutes } from './case-routes.ts';
import { addChannelRoutes } from './channel-routes.ts';
import { addCompression } from './compression.ts';
import { addCustodyHook } from './custody-hook.ts';
import { addCustodyRoutes } from './custody-routes.ts';
import { addDashboardFiles } from './dashboard-files.ts';
import { addDutyRoutes } from './duty-routes.ts';
import { addEdgeFenceRoute } from './edge-fence-route.ts';
import { addEdgeKeyRoutes } from './edge-key-routes.ts';
import { addEdgeHistoryRoutes } from './edge-history-routes.ts';
import { addEdgeRoutes } from './edge-routes.ts';
import { addEventsRoute } from './events-route.ts';
import { addExportRoute } from './export-route.ts';
import { addFenceRoutes } from './fence-routes.ts';
import { addGuard } from './guard.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addIdempotency } from './idempotency.ts';
import { addNumbersRoutes } from './numbers-routes.ts';
import { addLabelRoutes } from './label-routes.ts';
import { addQuietHoursRoutes } from './quiet-hours-routes.ts';
import { addHandOverRoutes } from './hand-over-routes.ts';
import { addReviewGateRoutes } from './review-gate-routes.ts';
import { addShiftRoutes } from './shift-routes.ts';
import { addReviewRoutes } from './review-routes.ts';
import { addInvitationRoutes } from './invitation-routes.ts';
import { addLogInRoutes } from './log-in-routes.ts';
import { addMapRoutes } from './map-routes.ts';
import { addMuteRoutes } from './mute-routes.ts';
import { addOwnSessionRoutes } from './own-session-routes.ts';
import { describeRoute, openApiHead } from './open-api.ts';
import { addCredentialsRoute } from './credentials-route.ts';
import { addHoldRoutes } from './hold-routes.ts';
import { addHistoryRoutes } from './history-routes.ts';
import { createProblemHandler, invalidInput } from './problem.ts';
import { trustOf } from './proxy-trust.ts';
import { addOriginalsHook } from './originals.ts';
import { addPeopleSetupRoutes } from './people-routes.ts';
import { addPhotoRoutes } from './photo-routes.ts';
import { addReportRoutes } from './report-routes.ts';
import { addPushRoutes } from './push-routes.ts';
import { addReceiptRoute } from './receipt-route.ts';
import { addQualityRoutes } from './quality-routes.ts';
import { addRosterRoutes } from './roster-routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addStatusRoutes } from './status-routes.ts';
import { addTokenRoutes } from './token-routes.ts';
import { addCameraSetupRoutes } from './camera-setup-routes.ts';
import { addEdgeCameraRoutes } from './edge-camera-routes.ts';
import { addUserRoutes } from './user-routes.ts';
import { addViewRoutes } from './view-routes.ts';

/** Far more than the dashboards and edges of a city need. */
const maxConnections = 4000;

export async function createHttpServer(parts: ApiParts): Promise<App> {
  const strip = createStripper(parts.basePath);
  const app: App = fastify({
    logger: false,
    trustProxy: trustOf(parts.trustProxy),
    rewriteUrl: ({ url = '/' }) => strip(url),
    // Idle time of a connection; live events and waiting edges send something more often.
    connectionTimeout: 60_000,
    http: { headersTimeout: 15_000 },
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      refuseAddress(reply.raw);
    },
    bodyLimit: 256 * 1024,
    // Ids have limits of their own in the contracts; one character may take nine here: "%E4%BA%8B".
    routerOptions: { maxParamLength: 4096 },
    // Running answers are finished when dispatch stops; idle connections are closed.
    forceCloseConnections: 'idle',
    keepAliveTimeout: 5000,
  }).withTypeProvider<ZodTypeProvider>();
  setCompilers(app, parts);
  addSecurityHeaders(app, parts.isHttps);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: openApiHead,
    transform: describeRoute,
  });
  await addRoutes(app, parts);
  app.server.maxConnections = maxConnections;
  await app.ready();
  return app;
}

/** No route matched, so none of the usual handlers runs. */
function refuseAddress(response: ServerResponse): void {
  response.writeHead(400, {
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify({ error: 'bad-address', message: 'the address cannot be read' }));
}

async function addRoutes(app: App, parts: ApiParts): Promise<void> {
  addOriginalsHook(app, parts);
  addCustodyHook(app, parts);
  addGuard(app, parts);
  addIdempotency(app, parts);
  addCompression(app);
  await addDashboardFiles(app, parts);
  await addSessionRoutes(app, parts);
  addLogInRoutes(app, parts);
  addCaseRoutes(app, parts);
  addEvidenceRoutes(app, parts);
  addReceiptRoute(app, parts);
  addCaseActionRoutes(app, parts);
  addPeopleRoutes(app, parts);
  addChannelRoutes(app, parts);
  addPushRoutes(app, parts);
  addMuteRoutes(app, parts);
  addPhotoRoutes(app, parts);
  addReportRoutes(app, parts);
  addNumbersRoutes(app, parts);
  addMapRoutes(app, parts);
  addReviewRoutes(app, parts);
  addReviewGateRoutes(app, parts);
  addLabelRoutes(app, parts);
  addAllCameraRoutes(app, parts);
  addViewRoutes(app, parts);
  addHistoryRoutes(app, parts);
  addFenceRoutes(app, parts);
  addEdgeRoutes(app, parts);
  addEdgeHistoryRoutes(app, parts);
  addEdgeFenceRoute(app, parts);
  addEdgeKeyRoutes(app, parts);
  addCustodyRoutes(app, parts);
  addHealthRoutes(app, parts);
  addAccountRoutes(app, parts);
  addEventsRoute(app, parts);
  addStatusRoutes(app, parts);
}

function addAccountRoutes(app: App, parts: ApiParts): void {
  addTokenRoutes(app, parts);
  addUserRoutes(app, parts);
  addInvitationRoutes(app, parts);
  addOwnSessionRoutes(app, parts);
}

function addAllCameraRoutes(app: App, parts: ApiParts): void {
  addCameraRoutes(app, parts);
  addCameraSetupRoutes(app, parts);
  addEdgeCameraRoutes(app, parts);
}

function addEvidenceRoutes(app: App, parts: ApiParts): void {
  addExportRoute(app, parts);
  addHoldRoutes(app, parts);
  addCredentialsRoute(app, parts);
  addQualityRoutes(app, parts);
  addAskedClipRoutes(app, parts);
}

/** Who is on duty, and who replaces whom. */
function addPeopleRoutes(app: App, parts: ApiParts): void {
  addDutyRoutes(app, parts);
  addRosterRoutes(app, parts);
  addShiftRoutes(app, parts);
  addHandOverRoutes(app, parts);
  addQuietHoursRoutes(app, parts);
  addPeopleSetupRoutes(app, parts);
}

function setCompilers(app: App, { log }: BasicParts): void {
  app.setErrorHandler(createProblemHandler(log));
  app.setSerializerCompiler(serializerCompiler);
  app.setValidatorCompiler(
    ({ schema }) =>
      (value) =>
        check(schema as ZodType, value),
  );
}

function check(schema: ZodType, value: unknown): { value: unknown } | { error: Error } {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? { value: parsed.data } : { error: invalidInput(faultsOf(parsed.error)) };
}
