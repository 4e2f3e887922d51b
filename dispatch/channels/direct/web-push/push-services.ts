// Which addresses belong to push services. A subscription comes from a person's browser, and dispatch sends requests to its
// address: without this check a user could make dispatch call machines that only dispatch can reach. Pure.

const known = ['fcm.googleapis.com', 'android.googleapis.com'];
const knownBelow = ['.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];

/** @param more further origins that the site file allows, such as `https://push.example.org` */
export function isPushService(endpoint: string, more: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, origin, username, port } = new URL(endpoint);
  if (username !== '') return false;
  if (more.some((one) => URL.canParse(one) && new URL(one).origin === origin)) return true;
  if (protocol !== 'https:' || port !== '') return false;
  return known.includes(hostname) || knownBelow.some((end) => hostname.endsWith(end));
}
