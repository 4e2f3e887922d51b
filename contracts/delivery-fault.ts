// Why a message could not be delivered, as codes; the dashboard words them in the reader's language.

/** Why the last attempt failed: first the faults of a broker, then those of direct channels. */
export const deliveryFaults = [
  'unreachable',
  'connection-lost',
  'no-acknowledgement',
  'not-authorised',
  'quota-exceeded',
  'topic-not-allowed',
  'refused',
  'not-publishable',
  'timed-out',
  'rate-limited',
  'server-error',
  'answer-not-understood',
  'stopped',
  'login-refused',
  'gone',
  'address-refused',
  'message-refused',
  'redirected',
  'no-address',
  'not-set-up',
  'not-theirs',
] as const;
