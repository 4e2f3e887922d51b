// Words the faults of external input: the path, the expected value and the actual one. All schema checks of the project use it.
import type { z } from 'zod';
import { withoutCredentials } from './secret.ts';

/** One fault. `path` is like `fences[2].polygon[0][1]`, empty for the whole input. */
export interface Fault {
  path: string;
  message: string;
}

/** The faults of a failed parse. Parse with `reportInput: true` so that the message can say what came. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, []));
}

/** `path: message`, one per line. */
export function describeFaults(faults: readonly Fault[]): string {
  return faults.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('\n');
}

export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}

function faultsOfIssue(issue: z.core.$ZodIssue, parent: PropertyKey[]): Fault[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: formatPath([...path, key]), message: 'unknown key' }));
  const branch = meantBranch(issue);
  if (branch) return branch.flatMap((inner) => faultsOfIssue(inner, path));
  return [{ path: formatPath(path), message: `${messageOf(issue)}${cameText(issue)}` }];
}

/** For a union: the faults of the form that was meant, if exactly one form has the value's type. */
function meantBranch(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  const near = issue.errors.filter((issues) => issues.every(({ path }) => path.length > 0));
  return near.length === 1 ? near[0] : undefined;
}

/** The message without the library's prefix and suffix: only what was expected. */
function messageOf(issue: z.core.$ZodIssue): string {
  const text = issue.message
    .replace(/^(?:Invalid [a-z]+|Too (?:small|big)): /, '')
    .replace(/, received \w+$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function cameText(issue: z.core.$ZodIssue): string {
  if (!('input' in issue) || isSecret(issue)) return '';
  const { input } = issue;
  if (input === undefined) return ', got nothing';
  if (typeof input === 'string')
    return `, got ${JSON.stringify(shorten(withoutCredentials(input)))}`;
  if (typeof input === 'number' || typeof input === 'boolean' || input === null)
    return `, got ${String(input)}`;
  if (issue.code === 'invalid_type') return Array.isArray(input) ? ', got a list' : ', got a map';
  return '';
}

/** A password, or a check marked `params: { secret: true }`, must not repeat the refused value. */
function isSecret(issue: z.core.$ZodIssue): boolean {
  return (
    issue.path.at(-1) === 'password' ||
    (issue.code === 'custom' && issue.params?.['secret'] === true)
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
