// Judges the licences of packages. Takes packages and the text of NOTICE; returns every fault in words.
import { allowedLicences, licencesToName } from './allowed.ts';
import type { LockedPackage } from './lockfile-packages.ts';

export function faultsOfLicences(packages: readonly LockedPackage[]): string[] {
  return packages.flatMap(({ name, version, licence }) => {
    if (licence === null)
      return [`${name}@${version}: expected a licence, got none; nobody may use or pass it on`];
    const allowed = waysOf(licence).some((way) => way.every((id) => allowedLicences.has(id)));
    if (allowed) return [];
    return [`${name}@${version}: expected a licence of checks/licences/allowed.ts, got ${licence}`];
  });
}

/** A package whose licence requires attribution needs a paragraph in NOTICE with its name and the licence's name. */
export function faultsOfNotice(packages: readonly LockedPackage[], notice: string): string[] {
  const paragraphs = notice.split(/\n\n|\n- /);
  const missing = packages.flatMap(({ name, licence }) =>
    namedOf(licence).flatMap((id) => {
      const words = licencesToName[id] ?? id;
      const known = nameForAllSystems(name);
      const has = paragraphs.map(inOneLine).some((text) => {
        return names(text, known) && text.includes(words);
      });
      return has ? [] : [`NOTICE: expected a paragraph with "${known}" and "${words}"`];
    }),
  );
  return [...new Set(missing)];
}

/** The licences that apply; of a choice the allowed one with the fewest duties. */
function namedOf(licence: string | null): string[] {
  const ways = waysOf(licence ?? '').filter((way) => way.every((id) => allowedLicences.has(id)));
  const asked = ways.map((way) => way.filter((id) => id in licencesToName));
  return asked.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** `MIT OR (A AND B)` gives `[[MIT], [A, B]]`. Brackets inside brackets are not used by packages, and are refused. */
export function waysOf(expression: string): string[][] {
  const bare = /^\(([^()]*)\)$/.exec(expression.trim())?.[1] ?? expression;
  const groups = bare.split(/\s+OR\s+(?![^(]*\))/);
  return groups.map((group) =>
    group
      .trim()
      .replace(/^\(([^()]*)\)$/, '$1')
      .split(/\s+AND\s+/),
  );
}

/** `lightningcss` for `lightningcss-linux-x64-gnu`: one paragraph is enough for the builds for all systems. */
function nameForAllSystems(name: string): string {
  return name.replace(/-(?:darwin|linux|linuxmusl|win32|freebsd|android|wasm32)(?:-.*)?$/, '');
}

function names(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w@/-])${escaped}(?![\\w/]|-[a-z])`).test(text);
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
