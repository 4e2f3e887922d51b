// The invitation that was just made, from the page that made it to the page that shows it. Only in memory, and only once: it must not
// stay in the history of the browser.
import type { MadeLogIn } from './make-log-in.ts';

let kept: { username: string; made: MadeLogIn } | null = null;

export function keepMade(username: string, made: MadeLogIn | null): void {
  kept = made && { username, made };
}

/** Null for another user. */
export function takeMade(username: string): MadeLogIn | null {
  return kept?.username === username ? kept.made : null;
}

export function forgetMade(): void {
  kept = null;
}
