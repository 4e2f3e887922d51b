// Parses a Markdown page: its headings, links, paths and examples. Takes the page's text. Code blocks are kept apart, so that an
// example is never read as a link.

export interface Page {
  headings: { depth: number; text: string }[];
  /** Targets of links and pictures, as written. */
  links: string[];
  /** Texts in backticks. */
  codes: string[];
  blocks: { language: string; text: string }[];
}

const fence = /^ {0,3}```(\S*)[^\n]*\n([\s\S]*?)^ {0,3}```\s*$/gm;

export function parsePage(markdown: string): Page {
  const blocks = [...markdown.matchAll(fence)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
  const prose = markdown.replaceAll(fence, '');
  const withoutCode = prose.replaceAll(/`[^`\n]+`/g, '');
  return {
    blocks,
    headings: [...prose.matchAll(/^(#{1,6}) +(.+?)\s*$/gm)].map(([, marks = '', text = '']) => ({
      depth: marks.length,
      text,
    })),
    links: [...withoutCode.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target),
    codes: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text),
  };
}

/** The anchors of a page as code hosts generate them: lower case, dashes, a number for a repeated heading. */
export function anchorsOf(page: Page): string[] {
  const seen = new Map<string, number>();
  return page.headings.map(({ text }) => {
    const slug = text
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

const pathLike = /^[\w.@-]+(\/[\w.@-]+)*\/?$/;
const sourceEnding = /\.(ts|tsx|mjs|js|json|md|ya?ml|sh|py|conf|css|html)$/;
/** Created by builds, runs and people, so not in a clone. */
const madeLater =
  /^(dist|node_modules|var|\.cache)\/|^models\/weights\/|^deploy\/site\/site\.(yaml|env)$/;

/**
 * Whether a text in backticks is a path of this repository: it has a slash, and it starts with an existing folder or ends like a
 * source file.
 */
export function isRepositoryPath(code: string, topLevel: ReadonlySet<string>): boolean {
  if (!code.includes('/') || !pathLike.test(code) || code.startsWith('.')) return false;
  if (madeLater.test(code)) return false;
  return topLevel.has(code.split('/')[0] ?? '') || sourceEnding.test(code);
}
