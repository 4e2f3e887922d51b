/// <reference types="node" />
// What the browser tests need to know about a page that they check.
export interface LookedAt {
  name: string;
  path: string;
  title: { 'en-GB': string; 'zh-CN': string };
  /** Names of people, places and channels on the page, which are not translated. */
  names?: readonly string[];
  /** The role of the user; an operator when absent. */
  role?: 'admin' | 'auditor';
  /** A file that is chosen first. */
  file?: { name: string; mimeType: string; buffer: Buffer };
  /** Pressed first. */
  press?: string;
  /** An element that appears late. */
  late?: string;
  prepare?: () => Promise<void>;
}
