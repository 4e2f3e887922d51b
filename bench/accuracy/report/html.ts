// HTML templates: values are escaped unless they are HTML already.

export interface Html {
  readonly html: string;
}
export type HtmlValue = Html | string | number | null | readonly HtmlValue[];

/** A template tag. Lists are joined; null is empty. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const text = parts.map((part, index) => part + textOf(values[index] ?? null)).join('');
  return { html: text };
}

/** Marks a text as HTML: only for our own texts. */
export function raw(text: string): Html {
  return { html: text };
}

function textOf(value: HtmlValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(textOf).join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
