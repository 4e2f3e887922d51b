// Why a message could not be delivered, as codes that a page words in the reader's language.

/** Why the last attempt came to nothing: of a broker, then of a person's channels. */
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
] as const;
