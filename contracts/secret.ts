// Secrets in a site file are named, never written: `${CAMERA_PASSWORD}` stands for an environment variable. Checks run
// on the text as written, so that no message can print a secret.
const reference = /\$\{([A-Z_][A-Z0-9_]*)\}/g;
const literalPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^@]*)@/i;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the variables that `text` refers to. */
export function referencedNames(text: string): string[] {
  return [...text.matchAll(reference)].map(([, name]) => name ?? '');
}

/** Puts the values in. Inside an address the values are percent-encoded where they stand in its log-in part. */
export function expandSecrets(text: string, environment: Environment): string {
  const loginEnd = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text.lastIndexOf('@') : -1;
  return text.replace(reference, (_, name: string, offset: number) => {
    const value = environment[name] ?? '';
    return offset < loginEnd ? encodeURIComponent(value) : value;
  });
}

/** Whether an address carries a password in plain text. */
export function hasLiteralPassword(text: string): boolean {
  const password = literalPassword.exec(text)?.[1];
  return password !== undefined && password.replace(reference, '') !== '';
}

/** An address without its log-in part, fit for logs. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/\s]*@/i, '$1');
}
