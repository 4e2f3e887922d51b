// The Lua scripts that change leases in Redis, each atomically. They use the clock of Redis, so that the clocks of edges do not
// matter. All keys have the same hash tag, so they are in one slot of a cluster.
//
// A lease is `edge|folder|token|until|since|offeredTo`; a free camera has an empty edge and keeps its last token.
// A member is `folder|until|joined|weight|capacity|place|leaving`. Texts are URI-encoded, times are epoch ms.

const tag = '{fencewatch}:edges';
export const leaseKeys = {
  leases: `${tag}:leases`,
  members: `${tag}:members`,
  /** `beat`: last turn of any edge; `grace`: until then no lease of a silent edge is taken; `token`: the last token. */
  times: `${tag}:times`,
  /** Edges that an administrator asked to hand over their cameras. */
  draining: `${tag}:draining`,
  state: (cameraId: string) => `${tag}:state:${encodeURIComponent(cameraId)}`,
  reported: (cameraId: string) => `${tag}:reported:${encodeURIComponent(cameraId)}`,
} as const;

/**
 * KEYS: leases, members, times, draining. Defines the functions that all scripts use.
 * If no edge has had a turn for longer than a lease, Redis was unreachable, or is new and empty. Then no lease is taken for the
 * duration of a lease (the grace time), so that the holders can renew theirs. If the clock went back, times in the future are reduced.
 */
const common = `
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local function text(number) return string.format('%.0f', number) end
local function split(value)
  local parts = {}
  for part in string.gmatch(value .. '|', '(.-)|') do parts[#parts + 1] = part end
  return parts
end
local function timeOf(name) return tonumber(redis.call('HGET', KEYS[3], name) or '0') end
local function cut(key, at, ttl)
  local all = redis.call('HGETALL', key)
  for i = 1, #all, 2 do
    local parts = split(all[i + 1])
    if tonumber(parts[at]) > now + ttl then
      parts[at] = text(now + ttl)
      redis.call('HSET', key, all[i], table.concat(parts, '|'))
    end
  end
end
local function tick(ttl)
  local beat = timeOf('beat')
  if beat > now then
    cut(KEYS[1], 4, ttl)
    cut(KEYS[2], 2, ttl)
  end
  if beat > now or now - beat > ttl then redis.call('HSET', KEYS[3], 'grace', text(now + ttl)) end
  redis.call('HSET', KEYS[3], 'beat', text(now))
end
local function nextToken(floor)
  local token = math.max(timeOf('token'), floor, now) + 1
  redis.call('HSET', KEYS[3], 'token', text(token))
  return token
end
local function put(camera, edge, folder, token, ttl, since, to)
  local parts = { edge, folder, text(token), text(now + ttl), since, to }
  redis.call('HSET', KEYS[1], camera, table.concat(parts, '|'))
end
`;

/**
 * One turn of an edge: renews its membership and its leases, and reads everything. ARGV: edge, folder, ttl, floor, weight, capacity,
 * place, leaving, then camera and token of each lease.
 */
export const turnScript = `${common}
local edge, folder, ttl, floor = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local known = redis.call('HGET', KEYS[2], edge)
local joined = text(now)
if known then
  local member = split(known)
  if member[1] ~= folder and tonumber(member[2]) > now then return { 'taken' } end
  if member[1] == folder and tonumber(member[2]) > now then joined = member[3] end
end
tick(ttl)
local about = { folder, text(now + ttl), joined, ARGV[5], ARGV[6], ARGV[7], ARGV[8] }
redis.call('HSET', KEYS[2], edge, table.concat(about, '|'))
local own = {}
for i = 9, #ARGV, 2 do
  local camera, token = ARGV[i], tonumber(ARGV[i + 1])
  local value = redis.call('HGET', KEYS[1], camera)
  local lease = value and split(value)
  if not lease then
    token = nextToken(math.max(floor, token))
    put(camera, edge, folder, token, ttl, text(now), '')
    own[#own + 1] = camera
    own[#own + 1] = text(token)
  elseif lease[1] == edge and lease[2] == folder then
    put(camera, edge, folder, tonumber(lease[3]), ttl, lease[5], '')
    own[#own + 1] = camera
    own[#own + 1] = lease[3]
  elseif tonumber(lease[3]) <= token then
    lease[3] = text(nextToken(math.max(floor, token)))
    redis.call('HSET', KEYS[1], camera, table.concat(lease, '|'))
  end
end
return { 'turn', text(now), text(timeOf('grace')), text(timeOf('token')), own,
  redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('SMEMBERS', KEYS[4]) }
`;

/**
 * Takes free cameras. ARGV: edge, folder, ttl, floor, then cameras. Returns camera and token of each that was taken. During the grace
 * time only cameras that were given back are free.
 */
export const claimScript = `${common}
local edge, folder, ttl, floor = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
tick(ttl)
local isGrace = timeOf('grace') > now
local taken = {}
for i = 5, #ARGV do
  local camera = ARGV[i]
  local value = redis.call('HGET', KEYS[1], camera)
  local lease = value and split(value)
  local free
  if not lease then free = not isGrace
  elseif lease[1] == '' then free = lease[6] == '' or lease[6] == edge or tonumber(lease[4]) < now
  else free = (lease[1] == edge and lease[2] == folder) or (tonumber(lease[4]) < now and not isGrace) end
  if free then
    local token = nextToken(math.max(floor, lease and tonumber(lease[3]) or 0))
    put(camera, edge, folder, token, ttl, text(now), '')
    taken[#taken + 1] = camera
    taken[#taken + 1] = text(token)
  end
end
return taken
`;

/** Gives cameras back. ARGV: edge, folder, ttl, then pairs of a camera and the edge that it is offered to first, or an empty text. */
export const releaseScript = `${common}
local edge, folder, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3])
local released = 0
for i = 4, #ARGV, 2 do
  local value = redis.call('HGET', KEYS[1], ARGV[i])
  local lease = value and split(value)
  if lease and lease[1] == edge and lease[2] == folder then
    put(ARGV[i], '', '', tonumber(lease[3]), ttl, text(now), ARGV[i + 1])
    released = released + 1
  end
end
return released
`;

/** Removes the edge from the members. ARGV: edge, folder. */
export const leaveScript = `
local member = redis.call('HGET', KEYS[2], ARGV[1])
if member and string.sub(member, 1, #ARGV[2] + 1) == ARGV[2] .. '|' then redis.call('HDEL', KEYS[2], ARGV[1]) end
return 1
`;

/** Stores the state of a camera if the edge holds it. KEYS: leases, state. ARGV: edge, folder, camera, seconds, state. */
export const keepStateScript = `
local value = redis.call('HGET', KEYS[1], ARGV[3])
local holder = ARGV[1] .. '|' .. ARGV[2] .. '|'
if not value or string.sub(value, 1, #holder) ~= holder then return 0 end
redis.call('SET', KEYS[2], ARGV[5], 'EX', ARGV[4])
return 1
`;
