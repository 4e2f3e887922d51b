// Passwords: hashed with scrypt and a random salt, compared in constant time. The cost is stored with each hash.
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

export interface PasswordHash {
  salt: Uint8Array;
  hash: Uint8Array;
  cost: { N: number; r: number; p: number };
}

// 32 MiB and about 0.1 s of one core per attempt: what OWASP's password storage page recommends for scrypt with this memory.
const usualCost = { N: 2 ** 15, r: 8, p: 3 };
const hashBytes = 32;

/** @param cost tests, which log in often, use a small one */
export async function hashPassword(
  password: string,
  cost: PasswordHash['cost'] = usualCost,
): Promise<PasswordHash> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(password, salt, cost), cost };
}

/**
 * Whether the password matches.
 * @param known null when there is no such user: the hash is computed anyway, so that the time does not reveal which names exist
 */
export async function verifyPassword(
  password: string,
  known: PasswordHash | null,
): Promise<boolean> {
  const {
    salt,
    hash,
    cost: kept,
  } = known ?? {
    salt: Buffer.alloc(16),
    hash: Buffer.alloc(hashBytes),
    cost: usualCost,
  };
  const same = timingSafeEqual(await derive(password, salt, kept), hash);
  return known !== null && same;
}

function derive(password: string, salt: Uint8Array, parameters: PasswordHash['cost']) {
  const options: ScryptOptions = { ...parameters, maxmem: 256 * parameters.N * parameters.r };
  return new Promise<Buffer>((resolve, reject) => {
    // One password can be typed in several Unicode forms.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
