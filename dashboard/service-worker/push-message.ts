// Parses push messages without trusting them: whatever arrives, the user gets a notification to press. Pure.
export interface PushMessage {
  title: string;
  body: string;
  caseId: string | null;
  notificationId: string | null;
  isPressing: boolean;
}

const longest = { title: 200, body: 1500 };
const fallback = { title: 'Fencewatch 电子围栏', body: '' };

export function readPush(text: string | null): PushMessage {
  const said = parse(text);
  const title = textOf(said['title']);
  const body = textOf(said['body']);
  const id = textOf(said['caseId']);
  const notificationId = textOf(said['notificationId']);
  return {
    title: (title === '' ? fallback.title : title).slice(0, longest.title),
    body: body.slice(0, longest.body),
    caseId: /^[\w-]{1,64}$/.test(id) ? id : null,
    notificationId: /^[\x21-\x7e]{1,200}$/.test(notificationId) ? notificationId : null,
    isPressing: said['isPressing'] === true,
  };
}

/** A test message has no case. */
export function pathOf({ caseId }: Pick<PushMessage, 'caseId'>): string {
  return caseId !== null && /^\d{8}-\d{4,9}$/.test(caseId) ? `cases/${caseId}` : '';
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value = JSON.parse(text ?? '') as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
