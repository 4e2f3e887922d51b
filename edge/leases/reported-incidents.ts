// The last event of each open incident, in Redis. It is written before the alert is sent, so that the next holder of a camera knows
// every incident that dispatch may know, even when the former holder's last state is missing.
//
// A hash per camera: incident id → `token|sequence|at|event`. The event is empty once the incident is cleared; such an entry stays for
// an hour, so that a late alert of a former holder does not open the incident again.
import type { Logger } from 'pino';
import { incidentEventSchema, type Alert, type IncidentEvent } from '../../contracts/index.ts';
import type { RedisClient } from '../../host/redis/open-redis.ts';
import { messageOf } from '../../host/error-message.ts';
import { leaseKeys } from './lease-scripts.ts';

export interface ReportedIncidents {
  /** The last event of each open incident. @throws Error when Redis does not answer */
  open(cameraId: string): Promise<IncidentEvent[]>;
  /** Removes incidents that are no longer open or cannot be judged. @throws Error when Redis does not answer */
  forget(cameraId: string, incidentIds: readonly string[]): Promise<void>;
}

const clearedKeptMs = 3_600_000;
/** Older entries are useless, because the scene has changed. */
const keptSeconds = 7 * 24 * 3600;

/** KEYS: the hash. ARGV: incident, token, sequence, event or empty text, ms to keep cleared entries, seconds to keep the hash. */
const noteScript = `
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local token, sequence, at, event = string.match(all[i + 1], '^(%d+)|(%d+)|(%d+)|(.*)$')
  if all[i] == ARGV[1] and token then
    local isLater = tonumber(token) < tonumber(ARGV[2])
    local isSame = tonumber(token) == tonumber(ARGV[2]) and tonumber(sequence) <= tonumber(ARGV[3])
    if not isLater and not isSame then return 0 end
  elseif token and event == '' and now - tonumber(at) > tonumber(ARGV[5]) then
    redis.call('HDEL', KEYS[1], all[i])
  end
end
local value = ARGV[2] .. '|' .. ARGV[3] .. '|' .. string.format('%.0f', now) .. '|' .. ARGV[4]
redis.call('HSET', KEYS[1], ARGV[1], value)
redis.call('EXPIRE', KEYS[1], ARGV[6])
return 1
`;

/**
 * Stores the incident of an alert that is about to be sent over the same connection. Does nothing when edges do not share cameras.
 * Rejects when Redis does not answer; then the alert cannot be sent either.
 */
export function createIncidentNotes(log: Logger) {
  return async (client: RedisClient, { lease, incident }: Alert): Promise<void> => {
    if (lease === undefined) return;
    const { cameraId, incidentId, sequence, event } = incident;
    const text = event === 'cleared' ? '' : JSON.stringify(incident);
    const values = [incidentId, lease, sequence, text, clearedKeptMs, keptSeconds];
    try {
      await client.eval(noteScript, 1, leaseKeys.reported(cameraId), ...values);
    } catch (error) {
      if (!messageOf(error).includes('NOPERM')) throw error;
      // Redis refuses this key only. The alert itself can be sent, and must not wait for an administrator.
      log.error({ cameraId, incidentId, problem: messageOf(error) }, 'an incident is not noted');
    }
  };
}

export function createReportedIncidents(client: RedisClient, log: Logger): ReportedIncidents {
  return {
    open: async (cameraId) => {
      const all = await client.hvals(leaseKeys.reported(cameraId));
      return all.flatMap((value) => readEvent(cameraId, value, log));
    },
    forget: async (cameraId, incidentIds) => {
      if (incidentIds.length > 0) await client.hdel(leaseKeys.reported(cameraId), ...incidentIds);
    },
  };
}

function readEvent(cameraId: string, value: string, log: Logger): IncidentEvent[] {
  const text = value.split('|').slice(3).join('|');
  if (text === '') return [];
  try {
    return [incidentEventSchema.parse(JSON.parse(text))];
  } catch (error) {
    log.warn({ cameraId, problem: messageOf(error) }, 'a reported incident cannot be read');
    return [];
  }
}
