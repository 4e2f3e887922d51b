// Which kinds of matter there are: those that are shipped, and a site's own beside them. Takes kinds as data (kind-file.ts);
// gives them by name, with what they are called. On the wire a kind is its name.
import { z } from 'zod';
import { idSchema } from './fence-parts.ts';
import {
  kindFileSchema,
  type InBoth,
  type KindFile,
  type KindSpec,
  type MatterCode,
} from './kind-file.ts';
import { shippedKindFiles } from './kinds/index.ts';

/** A kind by its name: whoever passes it on need not know it. */
export const kindSchema = idSchema;
export type Kind = string;

/** A kind as it was written, checked with `kindFileSchema` when it came in and again wherever it is used. */
export const writtenKindSchema = z.custom<KindFile>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected a kind',
);

export const shippedKinds: readonly KindSpec[] = shippedKindFiles.map((file) =>
  kindFileSchema.parse(file),
);
/** The names of the shipped kinds. */
export const kinds: readonly Kind[] = shippedKinds.map(({ id }) => id);

/** The kind of this name, of a site's own or a shipped one. */
export function findKind(kind: Kind, own: readonly KindSpec[] = []): KindSpec | undefined {
  return shippedKinds.find(({ id }) => id === kind) ?? own.find(({ id }) => id === kind);
}

/** A kind that nobody knows any more is called by its name. */
export function kindNames(kind: Kind, own: readonly KindSpec[] = []): InBoth {
  return findKind(kind, own)?.names ?? { en: kind, zh: kind };
}

/** The 5-digit national matter code that an alert of this kind carries unless its fence names another. */
export function usualMatterCode({ matterCode, matters: [first] }: KindSpec): string {
  return matterCode ?? first?.code ?? otherMatter.code;
}

/** For what no list has: cities name their own. */
export const otherMatter: MatterCode = {
  code: '10099',
  secondList: null,
  oldList: null,
  en: 'other matter',
  zh: '其他事项',
};

/** What settings a fence of the kind has beside those that all have. */
export const countingSettings = ['minCover', 'minArea', 'minCount', 'apart'] as const;
export type CountingSetting = (typeof countingSettings)[number];

export function hasSetting({ where }: KindSpec, setting: CountingSetting): boolean {
  return where[setting === 'apart' ? 'minCount' : setting] !== undefined;
}
