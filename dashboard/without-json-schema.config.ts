// A build step: drops zod's JSON Schema writer, which no page uses and every phone would load. Takes the text of its two modules;
// returns modules with the same exports that do nothing.
import type { Plugin } from 'vite';

const unused = /\/node_modules\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) => (unused.test(id) ? { code: withoutWork(code), map: null } : null),
  };
}

/** Each schema requests its writer on creation: it gets none. */
export function withoutWork(code: string): string {
  const names = exportedNames(code).map((name) => `nothing as ${name}`);
  return `const nothing = () => undefined;\nexport { ${names.join(', ')} };\n`;
}

function exportedNames(code: string): string[] {
  const declared = [...code.matchAll(/^export (?:const|let|function|class) (\w+)/gm)];
  const listed = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  );
  return [...declared.map(([, name = '']) => name), ...listed].filter((name) => name !== '');
}
