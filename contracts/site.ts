// The site file: one district's cameras, fences, duty roster and channels. `parseSite` takes the parsed YAML (or JSON) value and
// returns the site with defaults filled in, or every fault with its path, what was expected, what came.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { channelNameFaults } from './channel-faults.ts';
import { calendarSchema, emptyCalendar, type Calendar } from './calendar.ts';
import { channelsSchema, channelTexts, completeMqtt, type MqttChannel } from './channels.ts';
import { completeDirect, type DirectChannels } from './direct-channel.ts';
import { clipRollsShape, completeRolls, type ClipRolls } from './clip-rolls.ts';
import { duplicateFaults } from './duplicate-faults.ts';
import { dutySchema, type Duty } from './duty.ts';
import { edgeKeysShape, type EdgeKeyMode } from './edge-key.ts';
import { faultsOf, type Fault } from './faults.ts';
import { completeFence, idSchema, siteFenceSchema, type Fence, type FenceFile } from './fence.ts';
import { polygonSchema, type Polygon } from './geometry.ts';
import { logInShape, type LogInProvider } from './log-in.ts';
import { withDefinition } from './fence-definition.ts';
import { siteKindFaults } from './site-kind-faults.ts';
import { kindFileSchema, type KindFile, type KindSpec } from './kind-file.ts';
import { edgeIdSchema, maxAddressLength, shortNameSchema } from './limits.ts';
import { itemsOfSiteMap, siteMapFaults, siteMapSchema, type NamedContent } from './map-items.ts';
import { analysisSchema, completeAnalysis, type Analysis } from './analysis.ts';
import { completeOrganisation, organisationShape, type Organisation } from './organisation.ts';
import { organisationFaults } from './organisation-faults.ts';
import { completePolicy, policyShape, type Policy } from './policy.ts';
import { retentionShape, type RetentionRule } from './retention.ts';
import { routesShape, type Route } from './route.ts';
import { blurShape, type BlurredFor } from './blur.ts';
import { credentialsShape } from './credentials.ts';
import { timeStampsShape, type TimeStampSettings } from './time-stamps.ts';
import { isTimezone } from './timezone.ts';
import { expandSecrets, hasLiteralPassword, referencedNames, type Environment } from './secret.ts';
import { noLiteralPassword } from './secret-text.ts';

const cameraSchema = z.strictObject({
  id: idSchema,
  name: shortNameSchema.optional(),
  /** rtsp:// or rtsps:// address, or a path of a video file. Secrets are references, `${NAME}`. */
  source: z
    .string()
    .min(1)
    .max(maxAddressLength)
    .refine((source) => !hasLiteralPassword(source), noLiteralPassword),
  gridCell: gridCellSchema.optional(),
  /** Where it stands, in words. */
  location: shortNameSchema.optional(),
  transport: z.enum(['auto', 'tcp', 'udp']).default('auto'),
  analysis: analysisSchema.optional(),
  /** When edges share cameras: the id of the only edge that may have it, or the place of several. */
  edge: edgeIdSchema.optional(),
  /** Parts of the picture that are blackened before anything is analysed, recorded or shown. */
  privacyMasks: z.array(polygonSchema).max(20).optional(),
});

const siteFileSchema = z.strictObject({
  version: z.literal(1),
  name: shortNameSchema.optional(),
  timezone: z
    .string()
    .max(100)
    .refine(isTimezone, 'expected an IANA time zone such as "Asia/Shanghai"'),
  calendar: calendarSchema.optional(),
  analysis: analysisSchema.optional(),
  /** May be empty: cameras can be added in the dashboard too. */
  cameras: z.array(cameraSchema).max(20_000),
  /** The site's own kinds, in addition to the shipped ones. */
  kinds: z.array(kindFileSchema).max(100, { abort: true }).optional(),
  fences: z.array(siteFenceSchema).max(100_000).default([]),
  roster: z.array(dutySchema).max(100_000).default([]),
  /** The map of the district: outlines of cells, positions of cameras, stalls, the ground. */
  map: siteMapSchema.optional(),
  ...organisationShape,
  ...routesShape,
  ...policyShape,
  ...logInShape,
  ...edgeKeysShape,
  ...retentionShape,
  ...clipRollsShape,
  ...timeStampsShape,
  ...credentialsShape,
  ...blurShape,
  channels: channelsSchema.default({}),
});
export type SiteFile = z.input<typeof siteFileSchema>;

/** The JSON Schema that editors check site files with; kept in contracts/site.schema.json. */
export function siteFileJsonSchema() {
  return { title: 'Fencewatch site file', ...z.toJSONSchema(siteFileSchema, { io: 'input' }) };
}

export interface Camera {
  id: string;
  name: string;
  /** With secrets expanded: never log this (see `withoutCredentials`). */
  source: string;
  gridCell: string | null;
  /** Where it stands, in words. */
  location?: string | null;
  transport: 'auto' | 'tcp' | 'udp';
  analysis: Analysis;
  privacyMasks: Polygon[];
  edge?: string | null;
}
export interface Site {
  name: string;
  timezone: string;
  calendar: Calendar;
  cameras: Camera[];
  /** For cameras without settings of their own. */
  analysis?: Analysis;
  fences: Fence[];
  /** The site's own kinds, without the shipped ones. */
  kinds: readonly KindSpec[];
  /** The same as written, for dashboards. */
  writtenKinds: readonly KindFile[];
  /** The same fences as written, for dispatch to store; with the definitions of the site's own kinds. */
  writtenFences: FenceFile[];
  roster: Duty[];
  /** What the file puts on the map of the district. */
  map: readonly NamedContent[];
  organisation: Organisation;
  routes: readonly Route[];
  policy: Policy;
  /** Null without a provider: people log in with a password. */
  logIn: LogInProvider | null;
  /** Which alerts dispatch takes. */
  edgeKeys: EdgeKeyMode;
  /** How long evidence is kept; without a matching rule for ever. */
  retention: readonly RetentionRule[];
  clipRolls: ClipRolls;
  /** Null without a timestamp authority for the custody log. */
  timeStamps: TimeStampSettings | null;
  /** Whether pictures and clips get content credentials; null: added by edges that can, without a problem for others. */
  contentCredentials: boolean | null;
  blurredFor: readonly BlurredFor[];
  channels: { mqtt: MqttChannel } & DirectChannels;
}
export type SiteResult = { ok: true; site: Site } | { ok: false; faults: Fault[] };

/** Validates a site file's parsed content, fills in defaults and expands secrets. */
export function parseSite(value: unknown, environment: Environment = {}): SiteResult {
  const parsed = siteFileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const faults = [...crossFaults(parsed.data), ...secretFaults(parsed.data, environment)];
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, site: completeSite(parsed.data, value as SiteFile, environment) };
}

type SiteContent = z.output<typeof siteFileSchema>;

function completeSite(file: SiteContent, written: SiteFile, environment: Environment): Site {
  const expand = (text: string) => expandSecrets(text, environment);
  return {
    name: file.name ?? 'Fencewatch',
    timezone: file.timezone,
    calendar: file.calendar ?? emptyCalendar,
    cameras: file.cameras.map((camera) => ({
      id: camera.id,
      name: camera.name ?? camera.id,
      source: expand(camera.source),
      gridCell: camera.gridCell ?? null,
      location: camera.location ?? null,
      transport: camera.transport,
      analysis: completeAnalysis(file.analysis, camera.analysis),
      privacyMasks: camera.privacyMasks ?? [],
      edge: camera.edge ?? null,
    })),
    analysis: completeAnalysis(file.analysis, undefined),
    kinds: file.kinds ?? [],
    writtenKinds: written.kinds ?? [],
    fences: file.fences.map((fence) => completeFence(withDefinition(fence, file.kinds))),
    writtenFences: (written.fences ?? []).map((fence) => withDefinition(fence, written.kinds)),
    roster: file.roster,
    map: itemsOfSiteMap(file.map ?? {}),
    organisation: completeOrganisation(file),
    routes: file.routes ?? [],
    policy: completePolicy(file, file.kinds),
    logIn: completeProvider(file.logIn, expand),
    edgeKeys: file.edgeKeys ?? 'enrolled',
    retention: file.retention ?? [],
    clipRolls: completeRolls(file),
    timeStamps: completeTimeStamps(file.timeStamps, expand),
    contentCredentials: file.contentCredentials ?? null,
    blurredFor: file.blurredFor ?? [],
    channels: {
      mqtt: completeMqtt(file.channels, expand),
      ...completeDirect(file.channels, expand),
    },
  };
}

function completeProvider(logIn: SiteContent['logIn'], expand: (text: string) => string) {
  if (logIn === undefined) return null;
  const { clientSecret, ...provider } = logIn.provider;
  return { ...provider, ...(clientSecret && { clientSecret: expand(clientSecret) }) };
}

function completeTimeStamps(written: SiteContent['timeStamps'], expand: (text: string) => string) {
  return written === undefined ? null : { ...written, url: expand(written.url) };
}

function crossFaults(file: SiteContent): Fault[] {
  const cameraIds = new Set(file.cameras.map(({ id }) => id));
  const strays = file.fences.flatMap((fence, index) =>
    cameraIds.has(fence.camera)
      ? []
      : [
          {
            path: `fences[${index}].camera`,
            message: `expected the id of a camera in this file, got "${fence.camera}"`,
          },
        ],
  );
  return [
    ...duplicateFaults('cameras', file.cameras),
    ...duplicateFaults('fences', file.fences),
    ...duplicateFaults('kinds', file.kinds ?? []),
    ...siteKindFaults(file),
    ...strays,
    ...siteMapFaults(file.map, cameraIds),
    ...organisationFaults({ ...completeOrganisation(file), routes: file.routes ?? [] }),
    ...channelNameFaults(file),
  ];
}

function secretFaults(file: SiteContent, environment: Environment): Fault[] {
  const texts: [string, string | undefined][] = [
    ...file.cameras.map(({ source }, index): [string, string] => [
      `cameras[${index}].source`,
      source,
    ]),
    ...channelTexts(file.channels),
    ['timeStamps.url', file.timeStamps?.url],
    ['logIn.provider.clientSecret', file.logIn?.provider.clientSecret],
  ];
  return texts.flatMap(([path, text]) =>
    referencedNames(text ?? '')
      .filter((name) => (environment[name] ?? '') === '')
      .map((name) => ({ path, message: `the environment variable ${name} is not set` })),
  );
}
