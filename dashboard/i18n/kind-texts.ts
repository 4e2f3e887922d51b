// The names of kinds and the reasons of alerts, in one language. Takes kinds as data; returns texts by kind.
import { shippedKinds, type InBoth, type KindSpec } from '../../contracts/index.ts';

type Tongue = keyof InBoth;

export interface KindTexts {
  readonly kind: Record<string, string>;
  readonly because: Record<string, string>;
}

export function kindTexts(tongue: Tongue, of: readonly KindSpec[] = shippedKinds): KindTexts {
  const texts: KindTexts = { kind: {}, because: {} };
  for (const { id, names, words } of of) {
    texts.kind[id] = capital(names[tongue]);
    const because = words.because?.[tongue] ?? plainly(names, tongue);
    texts.because[id] = because.replace(/\{(fence|duration)\}/g, '{{$1}}');
  }
  return texts;
}

/** The names of evidence, from the kinds. */
export function evidenceTexts(tongue: Tongue, of: readonly KindSpec[]): Record<string, string> {
  return Object.fromEntries(
    of.flatMap(({ words }) =>
      Object.entries(words.evidence ?? {}).map(([name, said]) => [name, said[tongue]]),
    ),
  );
}

function plainly({ en, zh }: InBoth, tongue: Tongue): string {
  return tongue === 'en'
    ? `${capital(en)} in the fence “{fence}” for {duration}.`
    : `围栏“{fence}”内${zh}已持续 {duration}。`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
