// Secrets in a site file are references to environment variables, such as `${CAMERA_PASSWORD}`. Checks use the text before expansion,
// so that no message can contain a secret.
const reference = /\$\{([A-Z_][A-Z0-9_]*)\}/g;
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
const literalPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^@]*)@/i;
// Some cameras take the log-in as parameters: rtsp://10.0.0.7/user=admin&password=…
const passwordParameter = /([?&/;](?:password|passwd|pwd|pass|secret|token)=)([^&/;#\s]*)/gi;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the variables that `text` refers to. */
export function referencedNames(text: string): string[] {
  return [...text.matchAll(reference)].map(([, name]) => name ?? '');
}

/** Expands the variables. In an address, values are percent-encoded within its log-in. */
export function expandSecrets(text: string, environment: Environment): string {
  const loginEnd = endOfLogin(text);
  return text.replace(reference, (_, name: string, offset: number) => {
    const value = environment[name] ?? '';
    return offset < loginEnd ? encodeURIComponent(value) : value;
  });
}

/** Whether an address has a literal password, in its log-in or as a parameter. */
export function hasLiteralPassword(text: string): boolean {
  if (!scheme.test(text)) return false;
  const parameters = [...text.matchAll(passwordParameter)].map(([, , value]) => value);
  return [literalPassword.exec(text)?.[1], ...parameters].some(
    (password) => password !== undefined && password.replace(reference, '') !== '',
  );
}

/** An address without its log-in, fit for logs. Everything up to the last `@` is removed, since a password may hold a slash. */
export function withoutCredentials(address: string): string {
  const start = scheme.exec(address)?.[0];
  if (start === undefined) return address;
  const rest = address.slice(start.length).replace(/^\S*@/, '');
  return `${start}${rest}`.replace(passwordParameter, '$1***');
}

/** Where the log-in of an address ends, -1 when it has none. */
function endOfLogin(text: string): number {
  const start = scheme.exec(text)?.[0].length;
  if (start === undefined) return -1;
  const slash = text.indexOf('/', start);
  return text.slice(0, slash < 0 ? text.length : slash).lastIndexOf('@');
}
