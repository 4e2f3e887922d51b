// Shares live events of cases between several dispatches on one database: each publishes over Redis which case has changed, and
// reads the others' cases from the database. Takes this dispatch's hub; returns a replacement. While Redis is away nothing is
// shared; when it is back, the newest cases are published again.
import { z } from 'zod';
import { keyPrefixOf, openRedis, type Patience } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { longIdSchema, type CaseSummary } from '../../contracts/index.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import type { LiveHub } from './live-hub.ts';

export interface ShareOptions {
  /** The hub of this dispatch alone. */
  hub: LiveHub;
  redisUrl: string;
  /** Sent with each message, so that a dispatch ignores its own. */
  origin: string;
  find: (caseId: string) => Promise<CaseSummary | null>;
  /** The most recently changed cases. */
  newest: () => Promise<readonly CaseSummary[]>;
  log: Log;
}

export interface SharedHub extends LiveHub {
  stop(): Promise<void>;
}

const mostTold = 200;
const originSchema = z.string().max(100);
/** One case as earlier versions send it, or several. */
const messageSchema = z.union([
  z.strictObject({ origin: originSchema, caseId: longIdSchema }),
  z.strictObject({ origin: originSchema, caseIds: z.array(longIdSchema).min(1).max(mostTold) }),
]);
type Message = z.infer<typeof messageSchema>;

export function shareCases(options: ShareOptions): SharedHub {
  const { hub, origin, log } = options;
  const { speaker, listener, channel, stop } = openLines(options);
  const tell = togetherInATurn((caseIds) => {
    const [caseId] = caseIds;
    const what = caseIds.length === 1 ? { caseId } : { caseIds };
    speaker.publish(channel, JSON.stringify({ origin, ...what })).catch((error: unknown) => {
      log.debug(
        { ...what, error: messageOf(error) },
        'cases could not be sent to other dispatches',
      );
    });
  });
  listener.on('message', (_channel: string, text: string) => {
    void hear(options, text);
  });
  let wasThere = false;
  listener.on('ready', () => {
    if (wasThere) void tellAgain(options);
    wasThere = true;
  });
  listener.subscribe(channel).catch((error: unknown) => {
    log.warn({ error: messageOf(error) }, 'changes by other dispatches cannot be received');
  });
  return {
    publish: (event) => {
      hub.publish(event);
      if (event.type === 'case') tell(event.case.id);
    },
    subscribe: (listener) => hub.subscribe(listener),
    isHeard: () => hub.isHeard(),
    stop,
  };
}

/** Alerts that come at once change many cases in one turn. */
function togetherInATurn(tell: (caseIds: string[]) => void): (caseId: string) => void {
  const waiting = new Set<string>();
  const tellAll = () => {
    const all = [...waiting];
    waiting.clear();
    for (let at = 0; at < all.length; at += mostTold) tell(all.slice(at, at + mostTold));
  };
  return (caseId) => {
    if (waiting.size === 0) setImmediate(tellAll);
    waiting.add(caseId);
  };
}

/** A Redis connection in subscribe mode can do nothing else, so there are two. */
function openLines({ redisUrl, log }: ShareOptions) {
  const address = redisAddressOf(redisUrl);
  let isOver = false;
  const retryDelay: Patience['retryDelay'] = (times) =>
    isOver ? null : Math.min(times * 100, 2000);
  const speaker = openRedis(address, { whenAway: 'fail', queueCommands: false, retryDelay });
  const listener = openRedis(address, { whenAway: 'wait', queueCommands: true, retryDelay });
  // The queue's own watch reports that Redis is away.
  const note = (error: Error) => {
    log.debug({ error: error.message }, 'the line to other dispatches');
  };
  speaker.on('error', note);
  listener.on('error', note);
  const stop = () => {
    isOver = true;
    speaker.disconnect();
    listener.disconnect();
    return Promise.resolve();
  };
  return { speaker, listener, channel: `${keyPrefixOf(address)}:cases-changed`, stop };
}

async function hear({ hub, origin, find, log }: ShareOptions, text: string): Promise<void> {
  const message = messageSchema.safeParse(parseJson(text));
  if (!message.success) {
    log.warn({ text: text.slice(0, 200) }, 'ignored a message that is not from another dispatch');
    return;
  }
  if (message.data.origin === origin) return;
  try {
    for (const caseId of caseIdsOf(message.data)) {
      const file = await find(caseId);
      if (file !== null) hub.publish({ type: 'case', case: file });
    }
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'a case that another dispatch changed cannot be read');
  }
}

function caseIdsOf(message: Message): readonly string[] {
  return 'caseIds' in message ? message.caseIds : [message.caseId];
}

async function tellAgain({ hub, newest, log }: ShareOptions): Promise<void> {
  try {
    for (const file of await newest()) hub.publish({ type: 'case', case: file });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'changed cases cannot be read');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
