// The report for people as a PDF that can be printed. Takes the content of the report, its pictures as JPEG files, and a font;
// returns the bytes, always the same for the same case. The PDF contains only the used glyphs. It takes a second or more, so call
// it in a thread.
import pdfmake from 'pdfmake';
import type { Content, TableLayout } from 'pdfmake';
import { inBoth, type Block, type Dossier } from './dossier-form.ts';
import { readableText } from './readable-text.ts';
import { openFont } from './open-font.ts';

export interface PdfOrder {
  dossier: Dossier;
  /** By path in the bundle; an unreadable picture is absent. */
  pictures: ReadonlyMap<string, Uint8Array>;
  fontFile: string;
}

/** In points: A4 with margins of 40. */
const pageWidth = 515;
const tallestPicture = 300;
const padding = 8;

/** @throws when the font cannot be used */
export async function printPdf({ dossier, pictures, fontFile }: PdfOrder): Promise<Uint8Array> {
  const font = openFont(fontFile);
  let lacking = 0;
  const plain = (text: string) => {
    const readable = readableText(text, font.has);
    lacking += readable.lacking;
    return readable.text;
  };
  const press: Press = { plain, pictures };
  const content = contentOf(dossier, press);
  if (lacking > 0) content.push({ text: lackingText, style: 'small', margin: [0, 12, 0, 0] });
  const { name } = font;
  pdfmake.setFonts({ report: { normal: name === undefined ? fontFile : [fontFile, name] } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === fontFile);
  const written = new Date(dossier.writtenAt);
  const title = plain(`${inBoth(dossier.title)} ${dossier.caseId}`);
  return pdfmake
    .createPdf({
      info: { title, creationDate: written, modDate: written, producer: 'fencewatch' },
      pageSize: 'A4',
      pageMargins: [40, 40, 40, 50],
      defaultStyle: { font: 'report', fontSize: 9, lineHeight: 1.15 },
      styles: { small: { fontSize: 7, color: '#444444' } },
      content,
      // A title stays on one page with its content.
      pageBreakBefore: ({ headlineLevel }, { getFollowingNodesOnPage }) =>
        headlineLevel !== undefined && getFollowingNodesOnPage().length === 0,
      footer: (page: number, pages: number): Content => ({
        columns: [
          { text: title, width: '*' },
          { text: `${page} / ${pages}`, width: 60, alignment: 'right' },
        ],
        margin: [40, 16, 40, 0],
        style: 'small',
      }),
    })
    .getBuffer();
}

const lackingText =
  '[缺字 n signs]: 字体缺少的字符，原文见 report.html · signs that the font lacks; report.html has them';

interface Press {
  plain: (text: string) => string;
  pictures: ReadonlyMap<string, Uint8Array>;
}

function contentOf({ caseId, title, sections }: Dossier, press: Press): Content[] {
  return [
    { text: press.plain(inBoth(title)), fontSize: 18 },
    { text: press.plain(caseId), fontSize: 12, margin: [0, 2, 0, 6] },
    ...sections.flatMap((section): Content[] => {
      const heading: Content = {
        text: press.plain(inBoth(section.title)),
        fontSize: 12,
        color: '#1f4e79',
        margin: [0, 12, 0, 4],
        headlineLevel: 1,
      };
      const [first, ...others] = section.blocks.flatMap((block) => blockOf(block, press));
      // A picture moves to the next page as a whole, and its title with it.
      if (first !== undefined && 'stack' in first)
        return [{ stack: [heading, first], unbreakable: true }, ...others];
      return [heading, ...(first === undefined ? [] : [first]), ...others];
    }),
  ];
}

function blockOf(block: Block, press: Press): Content[] {
  switch (block.kind) {
    case 'facts': {
      const rows = block.facts.map(([label, value]) => [inBoth(label), value]);
      return [tableOf(null, [0.26, 0.74], rows, press)];
    }
    case 'lines':
      return block.lines.map((line) => ({ text: press.plain(line), margin: [0, 2, 0, 2] }));
    case 'pictures':
      return block.pictures.map(({ path, caption }) => pictureOf(path, caption, press));
    case 'table':
      return [tableOf(block.head.map(inBoth), block.widths, block.rows, press)];
  }
}

const lines: TableLayout = {
  hLineWidth: (index, { table }) => (index === (table.headerRows ?? 0) ? 0.6 : 0.25),
  hLineColor: () => '#999999',
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => padding,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

function tableOf(
  head: readonly string[] | null,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  press: Press,
): Content {
  const usable = pageWidth - padding * widths.length;
  const cells = (row: readonly string[], color: string) =>
    row.map((text) => ({ text: press.plain(text), color }));
  const body = rows.map((row) => cells(row, '#000000'));
  if (head !== null) body.unshift(cells(head, '#444444'));
  return {
    table: {
      headerRows: head === null ? 0 : 1,
      widths: widths.map((share) => Math.floor(share * usable)),
      body,
    },
    layout: lines,
    margin: [0, 2, 0, 6],
  };
}

function pictureOf(path: string, caption: string, { plain, pictures }: Press): Content {
  const bytes = pictures.get(path);
  const name = path.split('/').at(-1) ?? path;
  const under = `${caption}\n${name}`;
  if (bytes === undefined) {
    const why = '无法显示，原文件在压缩包内 · cannot be shown here; the file is in the bundle';
    return { text: plain(`${under}\n${why}`), margin: [0, 4, 0, 8] };
  }
  const image = `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
  return {
    stack: [
      { image, fit: [pageWidth, tallestPicture] },
      { text: plain(under), style: 'small', margin: [0, 2, 0, 0] },
    ],
    unbreakable: true,
    margin: [0, 4, 0, 8],
  };
}
