// Words the errors of the YAML parser. Takes its message; returns one for people.

/** The parser is recursive, so deeply nested text overflows its stack; that error gets a message of its own. */
export function yamlProblem(message: string): string {
  return /call stack/i.test(message) ? 'lists and maps are nested too deep' : message;
}
