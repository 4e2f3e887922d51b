/// <reference types="node" />
// What the browser tests need to know of a page that they look at.
export interface LookedAt {
  name: string;
  path: string;
  title: { 'en-GB': string; 'zh-CN': string };
  /** Names in it of people, places and channels, which are as somebody wrote them. */
  names?: readonly string[];
  /** Who looks at it; an operator when absent. */
  role?: 'admin' | 'auditor';
  /** A file that is chosen first. */
  file?: { name: string; mimeType: string; buffer: Buffer };
  /** Pressed first. */
  press?: string;
  /** Something that is there late. */
  late?: string;
  prepare?: () => Promise<void>;
}
