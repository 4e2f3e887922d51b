// Devices on which a user has logged in before: the "device cookie" of OWASP. After a log-in the browser gets a signed mark for
// this user's name. It lets nobody in: it only gives the device its own count of failed tries, so that strangers who guess at a
// name cannot lock out the person on the usual phone. Takes the secret that all dispatches on one database share.
import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from './same-secret.ts';

export interface KnownDevices {
  /** The id of the device if the user has logged in on it before; null for any other. */
  find(marks: string | undefined, username: string): string | null;
  /** The marks after a log-in of this user: a new one in front. Marks of other users on the device stay. */
  after(marks: string | undefined, username: string): string;
}

/** The users of a shared computer, as in a control room. */
export const mostMarks = 8;
const mark = /^([\w-]{22})\.([\w-]{43})$/;

export function makeDeviceSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function createKnownDevices(secret: string): KnownDevices {
  const sign = (id: string, username: string) =>
    createHmac('sha256', secret).update(`${id} ${username}`).digest('base64url');
  const idOf = (text: string, username: string) => {
    const [, id, signature] = mark.exec(text) ?? [];
    if (id === undefined || signature === undefined) return null;
    return isSameSecret(signature, sign(id, username)) ? id : null;
  };
  return {
    find: (marks, username) =>
      marksIn(marks)
        .map((text) => idOf(text, username))
        .find((id) => id !== null) ?? null,
    after: (marks, username) => {
      const id = randomBytes(16).toString('base64url');
      const others = marksIn(marks).filter((text) => mark.test(text) && !idOf(text, username));
      return [`${id}.${sign(id, username)}`, ...others].slice(0, mostMarks).join('~');
    },
  };
}

/** Whatever a caller sends: only the first few are looked at. */
function marksIn(marks = ''): string[] {
  return marks.split('~', mostMarks);
}
