// The known kinds of matter: the shipped ones and a site's own. Takes kinds as data (kind-file.ts); returns them by name, with
// their display names. On the wire a kind is its name.
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

/** The name of a kind. Its definition is not needed to pass it on. */
export const kindSchema = idSchema;
export type Kind = string;

/** A kind as written. It is checked with `kindFileSchema` on arrival and again wherever it is used. */
export const writtenKindSchema = z.custom<KindFile>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected a kind',
);

export const shippedKinds: readonly KindSpec[] = shippedKindFiles.map((file) =>
  kindFileSchema.parse(file),
);
/** The names of the shipped kinds. */
export const kinds: readonly Kind[] = shippedKinds.map(({ id }) => id);

/** The kind with this name, of the site or shipped. */
export function findKind(kind: Kind, own: readonly KindSpec[] = []): KindSpec | undefined {
  return shippedKinds.find(({ id }) => id === kind) ?? own.find(({ id }) => id === kind);
}

/** An unknown kind is shown by its name. */
export function kindNames(kind: Kind, own: readonly KindSpec[] = []): InBoth {
  return findKind(kind, own)?.names ?? { en: kind, zh: kind };
}

/** The 5-digit national matter code that an alert of this kind carries unless its fence names another. */
export function usualMatterCode({ matterCode, matters: [first] }: KindSpec): string {
  return matterCode ?? first?.code ?? otherMatter.code;
}

/** For matters that are in no list; cities have codes of their own. */
export const otherMatter: MatterCode = {
  code: '10099',
  secondList: null,
  oldList: null,
  en: 'other matter',
  zh: '其他事项',
};

/** The settings of this kind's fences, in addition to the common ones. */
export const countingSettings = ['minCover', 'minArea', 'minCount', 'apart'] as const;
export type CountingSetting = (typeof countingSettings)[number];

export function hasSetting({ where }: KindSpec, setting: CountingSetting): boolean {
  return where[setting === 'apart' ? 'minCount' : setting] !== undefined;
}
