// Explains in one line why something cannot start or be written. Takes the thrown error; returns a sentence for what the machine
// refuses (a port, an address, a folder, a full disk), null for anything else.

interface SystemError extends Error {
  code: string;
  syscall?: string;
  path?: string;
  address?: string;
  port?: number;
}

/** For a part that has its own message about a failed start: its message is the whole line. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

export function startFaultOf(error: unknown): string | null {
  if (error instanceof StartFault) return error.message;
  const found = systemErrorIn(error);
  if (found === null) return null;
  return found.syscall === 'listen' || found.syscall === 'getaddrinfo'
    ? portFault(found)
    : fileFault(found);
}

/** The error itself, or its cause. */
function systemErrorIn(error: unknown): SystemError | null {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 10; depth++) {
    if ('code' in each && typeof each.code === 'string' && 'syscall' in each)
      return each as SystemError;
    each = each.cause;
  }
  return null;
}

const ofPorts: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is taken by another program: end that one, or choose another port',
  EACCES: 'this user may not: ports below 1024 need root or CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'nobody knows a host of this name',
};

function portFault({ code, message, address, port, ...rest }: SystemError): string {
  const host = address ?? ('hostname' in rest ? String(rest.hostname) : '');
  const place = [host, port].filter((part) => part !== undefined && part !== '').join(':');
  return `cannot listen on ${place}: ${ofPorts[code] ?? message}`;
}

const ofFiles: Readonly<Record<string, string>> = {
  EACCES: 'this user has no right to',
  EPERM: 'this user has no right to',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk space of this user is used up',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENAMETOOLONG: 'its name is too long',
};

function fileFault({ code, message, path }: SystemError): string | null {
  const why = ofFiles[code];
  return why === undefined || path === undefined ? null : `cannot use ${path}: ${why} (${message})`;
}
