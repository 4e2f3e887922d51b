// Unknown kind names, and settings that a kind does not have. Takes the parts that name kinds, and the site's own kinds; returns
// each fault with its path.
import type { FenceFault } from './fence-faults.ts';
import type { KindSpec } from './kind-file.ts';
import { findKind, hasSetting, kinds, type CountingSetting, type Kind } from './kind.ts';

interface NamingFence {
  readonly kind: Kind;
  readonly definition?: KindSpec | undefined;
  readonly permits?: readonly unknown[] | undefined;
  readonly minCount?: number | undefined;
  readonly apart?: number | undefined;
}

/** Settings of a fence that its kind does not have. `minCover` and `minArea` are accepted for every kind, as in earlier releases. */
export function kindFaults(fence: NamingFence, own: readonly KindSpec[]): FenceFault[] {
  const { kind, definition, permits } = fence;
  if (definition && definition.id !== kind)
    return [
      {
        path: ['definition', 'id'],
        message: `expected "${kind}", the kind of the fence, got "${definition.id}"`,
      },
    ];
  const spec = findKind(kind, own);
  if (!spec) return [{ path: ['kind'], message: unknownKind(kind, own) }];
  return [
    ...(['minCount', 'apart'] as const).flatMap((setting) => settingFault(fence, setting, spec)),
    ...(Array.isArray(permits) && permits.length > 0 && !spec.whoMay.permits
      ? [
          {
            path: ['permits'],
            message: `expected none: fences of the kind ${kind} have no permits`,
          },
        ]
      : []),
  ];
}

/** Worded like the error of an enum. */
export function unknownKind(kind: Kind, own: readonly Pick<KindSpec, 'id'>[] = []): string {
  const known = [...kinds, ...own.map(({ id }) => id)].map((id) => `"${id}"`).join('|');
  return `expected one of ${known}, got "${kind}"`;
}

function settingFault(
  fence: NamingFence,
  setting: Extract<CountingSetting, 'minCount' | 'apart'>,
  spec: KindSpec,
): FenceFault[] {
  if (fence[setting] === undefined || hasSetting(spec, setting)) return [];
  return [{ path: [setting], message: `expected none: ${spec.id} has no ${setting}` }];
}
