// Checks the commands in a page against the program: every subcommand and every option must exist. Takes a page and the program;
// returns each fault in words.
import type { Command } from 'commander';

/** A text such as `fencewatch alert 1` is the first line of signed bytes, not a command. */
const signedTexts = /^(?:alert|enrolment|file) \d/;

/** The words after `fencewatch` of each command in code, a `\` at the end of a line included. */
export function commandsIn(page: string): string[][] {
  const text = page.replace(/\\\n\s*/g, ' ');
  const found = [...text.matchAll(/(?<![\w./-])fencewatch ([a-z][^`\n|#;()]*)/g)];
  return found
    .map(([, rest = '']) => rest.trim())
    .filter((rest) => !signedTexts.test(rest))
    .map((rest) => rest.split(/\s+/));
}

export function faultsOfCommand(words: readonly string[], program: Command): string[] {
  let command = program;
  let at = 0;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    at++;
  }
  const said = `fencewatch ${words.join(' ')}`;
  if (at === 0) return [`${said}: no such command`];
  const missing = words[at];
  const isGroup = command.commands.length > 0;
  if (isGroup && missing !== undefined && /^[a-z]/.test(missing))
    return [`${said}: ${command.name()} has no ${missing}`];
  return words
    .flatMap((word) => /^\[?(--[a-z][a-z-]*)/.exec(word)?.[1] ?? [])
    .filter((name) => !command.options.some(({ long }) => long === name) && name !== '--help')
    .map((name) => `${said}: no option ${name}`);
}
