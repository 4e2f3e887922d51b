// Connects the parts for content credentials: the edge's certificate, the library, and the site's setting.
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import {
  createCredentialsTool,
  type CredentialsTool,
} from '../../host/credentials/credentials-tool.ts';
import type { EdgeKey } from '../alerts/edge-key.ts';
import type { DispatchLink } from '../outbox/ask-dispatch.ts';
import { createCredentials, type Credentials } from './add-credentials.ts';
import { askCertificateBy, createEdgeCertificate } from './edge-certificate.ts';

export interface OpenCredentials {
  edgeId: string;
  site: { contentCredentials: boolean | null };
  software?: string;
  /** Replaced in tests. */
  credentialsTool?: CredentialsTool;
  log: Logger;
}

export interface CredentialsPlace {
  key: EdgeKey;
  dispatch: { link: DispatchLink } | null;
  clock: Clock;
  /** The folder of the key. */
  folder: string;
}

export function openCredentials(
  { edgeId, site, log, software = 'fencewatch', credentialsTool }: OpenCredentials,
  { key, dispatch, clock, folder }: CredentialsPlace,
): Credentials {
  const ask = dispatch && askCertificateBy(dispatch.link, edgeId);
  return createCredentials({
    tool: credentialsTool ?? createCredentialsTool(),
    certificate: createEdgeCertificate({ folder, key, ask, clock, log }),
    wanted: site.contentCredentials,
    edgeId,
    software,
    log,
  });
}
