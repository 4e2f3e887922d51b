// The types of the used part of pdfmake: the published ones bring the types of a browser into every file.
declare module 'pdfmake' {
  type Margin = [left: number, top: number, right: number, bottom: number];

  interface Look {
    style?: string;
    fontSize?: number;
    color?: string;
    margin?: Margin;
    alignment?: 'left' | 'right';
    width?: number | '*';
  }

  export interface TextContent extends Look {
    text: string;
    headlineLevel?: number;
  }
  export interface ImageContent extends Look {
    image: string;
    fit: [width: number, height: number];
  }
  export interface StackContent extends Look {
    stack: Content[];
    unbreakable?: boolean;
  }
  export interface ColumnContent extends Look {
    columns: Content[];
  }
  export interface TableContent extends Look {
    table: { headerRows: number; widths: number[]; body: TextContent[][]; dontBreakRows?: boolean };
    layout: TableLayout;
  }
  export type Content = TextContent | ImageContent | StackContent | ColumnContent | TableContent;

  export interface TableLayout {
    hLineWidth: (index: number, node: { table: { headerRows?: number } }) => number;
    hLineColor: () => string;
    vLineWidth: () => number;
    paddingLeft: () => number;
    paddingRight: () => number;
    paddingTop: () => number;
    paddingBottom: () => number;
  }

  export interface PlacedNode {
    headlineLevel?: number;
  }

  export interface DocumentDefinition {
    info: { title: string; creationDate: Date; modDate: Date; producer: string };
    pageSize: 'A4';
    pageMargins: Margin;
    defaultStyle: { font: string; fontSize: number; lineHeight: number };
    styles: Record<string, { fontSize: number; color: string }>;
    content: Content[];
    footer: (page: number, pages: number) => Content;
    /** Whether a node begins a page of its own. */
    pageBreakBefore?: (
      node: PlacedNode,
      around: { getFollowingNodesOnPage: () => PlacedNode[] },
    ) => boolean;
  }

  interface Pdfmake {
    /** A file, or a file with several fonts and the name of one. */
    setFonts(fonts: Record<string, { normal: string | [file: string, name: string] }>): void;
    setUrlAccessPolicy(mayGet: (url: string) => boolean): void;
    setLocalAccessPolicy(mayRead: (path: string) => boolean): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Uint8Array> };
  }
  const pdfmake: Pdfmake;
  export default pdfmake;
}
