// Which addresses are those of push services. A subscription comes from a person's browser, and dispatch asks the address that
// stands in it: anything else would let him have dispatch ask machines that only it can reach. Pure.

const known = ['fcm.googleapis.com', 'android.googleapis.com'];
const knownBelow = ['.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];

/** @param more origins that the site file allows beside them, such as `https://push.example.org` */
export function isPushService(endpoint: string, more: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, origin, username, port } = new URL(endpoint);
  if (username !== '') return false;
  if (more.some((one) => URL.canParse(one) && new URL(one).origin === origin)) return true;
  if (protocol !== 'https:' || port !== '') return false;
  return known.includes(hostname) || knownBelow.some((end) => hostname.endsWith(end));
}
