// Text parts that chat robots share. Pure. Names may contain characters that a chat reads as formatting or as a mention of
// everybody: these are replaced by their full-width form.
import type { MessageText } from '../message-text.ts';

const wide: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  '`': '｀',
  '@': '＠',
};

export function plainName(text: string): string {
  return text.replace(/[<>[\]*`@]/g, (one) => wide[one] ?? one).replace(/[\r\n]+/g, ' ');
}

export interface ChatTexts {
  title: string;
  lines: readonly string[];
  open: string;
  url: string;
}

export function chatTexts({ title, lines, open, url }: MessageText): ChatTexts {
  return {
    title: plainName(title),
    lines: lines.map(plainName),
    open,
    url: encodeURI(decoded(url)),
  };
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** The longest text that a service accepts, cut between two characters. */
export function clip(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > mostBytes - 3) break;
    cut += character;
  }
  return `${cut}…`;
}
