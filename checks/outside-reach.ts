// Finds uses of clocks, randomness, timers and network through globals, which need no import. Geofences must give the same verdict
// years later, and detectors know only the frame's time, so neither may use them. Takes a source, returns each use with its line.
import ts from 'typescript';
import type { SourceFile } from './source-file.ts';

const clocks = ['Date.now', 'performance.now', 'new Date()'];
const timers = ['setTimeout', 'setInterval', 'setImmediate'];
const network = ['fetch', 'new WebSocket', 'new EventSource', 'new XMLHttpRequest'];
const chance = ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];

/** The globals that product files of a folder may not use. */
export const outOfReach: Readonly<Record<string, readonly string[]>> = {
  contracts: [...clocks, ...timers, ...network, ...chance, 'process.env'],
  'observation-log': [...clocks, ...timers, ...network, ...chance, 'process.env'],
  geofences: [...clocks, ...timers, ...network, ...chance, 'process.env'],
  detectors: [...clocks, ...timers, ...network, ...chance, 'process.env'],
};

export function reachesOf(file: SourceFile, forbidden: readonly string[]): string[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = reachName(node);
    if (name !== null && forbidden.includes(name)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file.path}:${line + 1} reaches for ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The name of this expression in the lists above, null for all others. */
function reachName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
    return `${node.expression.text}.${node.name.text}`;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    const { text } = node.expression;
    return text === 'Date' && (node.arguments ?? []).length === 0 ? 'new Date()' : `new ${text}`;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  return null;
}
