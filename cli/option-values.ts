// What options of commands may hold: addresses, ports and folders. A check takes the option's name and text; gives null, or
// one line that says where, what was expected and what came.

/** What came is not repeated when it may hold a log-in. */
export function faultOfAddress(
  option: string,
  text: string | undefined,
  { protocols, example }: { protocols: readonly string[]; example: string },
): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && protocols.includes(url.protocol.slice(0, -1)) && url.hostname !== '')
    return null;
  const came = text.includes('@') ? 'another text' : JSON.stringify(text);
  return `${option}: expected an address such as ${example}, came ${came}`;
}

export const webAddress = { protocols: ['http', 'https'], example: 'https://fencewatch.example' };

export function faultOfPort(option: string, text: string): string | null {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return null;
  return `${option}: expected a port from 0 to 65535, came ${JSON.stringify(text)}`;
}

export function faultOfFolder(option: string, text: string): string | null {
  if (text.trim() !== '' && !text.includes('\0')) return null;
  return `${option}: expected a folder, came ${JSON.stringify(text)}`;
}
