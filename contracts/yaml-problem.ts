// Words for what a YAML parser says of a text. Takes its message; returns one for people.

/** The parser reads nested lists by calling itself, so a text that is nested deep enough ends it. */
export function yamlProblem(message: string): string {
  return /call stack/i.test(message) ? 'lists and maps are nested too deep' : message;
}
