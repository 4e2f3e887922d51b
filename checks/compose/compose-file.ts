// Checks the compose file against the Compose Specification's schema, and against the rules of this project. Takes the file's
// content as parsed YAML (merges done), returns faults in words.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { z } from 'zod';

/** The parts of a service that the project's own rules check. */
const serviceSchema = z.looseObject({
  image: z.string().optional(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  restart: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).optional(),
});
const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()).default({}),
  networks: z.record(z.string(), z.unknown()).default({}),
});
export type ComposeFile = z.output<typeof composeSchema>;
type Service = z.output<typeof serviceSchema>;

export const readCompose = (content: unknown): ComposeFile => composeSchema.parse(content);

export function schemaFaults(content: unknown): string[] {
  const file = new URL('compose-spec.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  // Ajv knows the schema's dialect under another spelling; formats are hints.
  const validate = new Ajv({ strict: false, validateFormats: false }).compile({
    ...schema,
    $schema: 'http://json-schema.org/draft-07/schema#',
  });
  validate(content);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath}: ${message ?? 'does not fit'}`,
  );
}

/** What every service of a deployment must have. */
export function hardeningFaults(compose: ComposeFile): string[] {
  return Object.entries(compose.services).flatMap(([name, service]) =>
    serviceRules.flatMap(([holds, text]) => (holds(service) ? [] : [`${name}: ${text}`])),
  );
}

const serviceRules: [(service: Service) => boolean, string][] = [
  [({ healthcheck }) => (healthcheck?.test.length ?? 0) > 1, 'has no health check'],
  [({ user }) => user !== undefined && !/^(root|0)(:|$)/.test(user), 'runs as root'],
  [({ read_only }) => read_only === true, 'may write to its root file system'],
  [({ cap_drop }) => cap_drop?.includes('ALL') === true, 'keeps capabilities'],
  [
    ({ security_opt }) => security_opt?.includes('no-new-privileges:true') === true,
    'may gain privileges',
  ],
  [({ image }) => /:[^:/]*\d/.test(image ?? '') && !/:latest$/.test(image ?? ''), 'has no version'],
  [({ restart }) => restart === 'unless-stopped', 'does not come back after a crash'],
];

/** Names that refer to nothing: volumes, networks and services that the file does not define. */
export function danglingNames(compose: ComposeFile): string[] {
  return Object.entries(compose.services).flatMap(([name, service]) => {
    const volumes = service.volumes.map((volume) => volume.split(':')[0] ?? '');
    const wanted: [string[], object, string][] = [
      [volumes.filter((volume) => !/^[./]/.test(volume)), compose.volumes, 'volume'],
      [service.networks, compose.networks, 'network'],
      [Object.keys(service.depends_on ?? {}), compose.services, 'service'],
    ];
    return wanted.flatMap(([names, known, what]) =>
      names.filter((one) => !(one in known)).map((one) => `${name}: no such ${what}: ${one}`),
    );
  });
}

/** Literal secrets: a setting with the name of a secret must come from the environment, or fail. */
export function literalSecrets(compose: ComposeFile): string[] {
  return Object.entries(compose.services).flatMap(([name, { environment = {} }]) =>
    Object.entries(environment)
      .filter(([key, value]) => /PASS|TOKEN|SECRET/.test(key) || /:\/\/[^/]*@/.test(value))
      .filter(([, value]) => !isAskedFor(value))
      .map(([key]) => `${name}: ${key} does not come from the environment`),
  );
}

function isAskedFor(value: string): boolean {
  const secret = /^[a-z]+:\/\/[^:/]*:(.*)@[^@]*$/.exec(value)?.[1] ?? value;
  return /^\$\{[A-Z_]+:\?[^}]*\}$/.test(secret);
}

/** The variables that the file's text reads from the environment; the required ones. */
export function askedVariables(text: string): { all: string[]; required: string[] } {
  const found = [...text.matchAll(/(?<!\$)\$\{([A-Z_]+)(:\?)?/g)];
  const names = (matches: RegExpExecArray[]) => [...new Set(matches.map(([, name = '']) => name))];
  return {
    all: names(found),
    required: names(found.filter(([, , marker]) => marker !== undefined)),
  };
}
