// What tokens of programs ask of the store: entries by the hash of what a program shows.
import type { Token } from '../../contracts/index.ts';

export interface TokenStore {
  add(token: Token & { hash: string }): Promise<void>;
  /** The newest first. */
  list(): Promise<Token[]>;
  /** Whether revoked or ended is for the caller to see. */
  find(hash: string): Promise<Token | null>;
  /** Gives whether there was such a token that was not revoked before. */
  revoke(id: string, at: number): Promise<boolean>;
  used(id: string, at: number): Promise<void>;
}
