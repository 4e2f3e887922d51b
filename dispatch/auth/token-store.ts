// What API tokens need from the store: entries by the hash of the token.
import type { Token } from '../../contracts/index.ts';

export interface TokenStore {
  add(token: Token & { hash: string }): Promise<void>;
  /** Newest first. */
  list(): Promise<Token[]>;
  /** The caller checks whether it was revoked or has expired. */
  find(hash: string): Promise<Token | null>;
  /** Returns whether there was such a token that was not revoked before. */
  revoke(id: string, at: number): Promise<boolean>;
  used(id: string, at: number): Promise<void>;
}
