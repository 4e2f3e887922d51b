// The report for people as a web page without scripts and network access; its pictures are the files beside it. Takes the content
// of the report; returns HTML. External text is escaped.
import { inBoth, type Block, type Dossier } from './dossier-form.ts';

export function htmlReport({ caseId, title, sections }: Dossier): string {
  return [
    '<!doctype html><html lang="zh"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escape(caseId)}</title>`,
    `<style>${style}</style>`,
    `<h1>${escape(inBoth(title))} ${escape(caseId)}</h1>`,
    ...sections.flatMap((section) => [
      `<h2>${escape(inBoth(section.title))}</h2>`,
      ...section.blocks.map(blockOf),
    ]),
    '</html>\n',
  ].join('\n');
}

const style = [
  'body{font-family:sans-serif;margin:2em;max-width:60em}',
  'td,th{padding:.2em 1em .2em 0;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}',
  'th{font-weight:600}figure{margin:0 0 1em;break-inside:avoid}img{max-width:100%}',
].join('');

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'facts':
      return `<table>${block.facts.map(([label, value]) => `<tr><th>${escape(inBoth(label))}</th>${cell(value)}</tr>`).join('')}</table>`;
    case 'lines':
      return block.lines.map((line) => `<p dir="auto">${escape(line)}</p>`).join('');
    case 'pictures':
      return block.pictures
        .map(
          ({ path, caption }) =>
            `<figure><img src="${escape(encodeURIComponent(path.split('/').at(-1) ?? ''))}" alt=""><figcaption>${escape(caption)}</figcaption></figure>`,
        )
        .join('');
    case 'table':
      return [
        `<table><tr>${block.head.map((one) => `<th>${escape(inBoth(one))}</th>`).join('')}</tr>`,
        ...block.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`),
        '</table>',
      ].join('\n');
  }
}

function cell(text: string): string {
  return `<td dir="auto">${escape(text)}</td>`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
