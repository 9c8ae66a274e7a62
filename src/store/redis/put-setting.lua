--[[
  Writes or deletes one setting, tells so and puts it on record, unless any setting was written since it was decided.

  KEYS     1 hash of the settings, or the setting itself where it has no field   2 changes   3 revision of the settings
           4 who changed what
  ARGV     how ('put' | 'new' | 'delete'), field or '', value ('' to delete), kind of change ('': nobody is told), length of the stream,
           expected revision or '' for any, record or '', how many records are kept, since when (epoch ms), for how
           long (ms)
  Replies  1 where something changed, else 0
]]
local how, field, value, kind, changesLength, expected, record, recordsKept, keptSince, keptMs = unpack(ARGV)
if expected ~= '' and (redis.call('GET', KEYS[3]) or '0') ~= expected then
  return 0
end
-- There is no such change. Frees at most, so that a Redis whose memory is full lets the script finish (commit.lua):
-- an admin can close a line that is too full.
redis.call('XDEL', KEYS[2], '0-1')
if field == '' then
  redis.call('SET', KEYS[1], value)
elseif how == 'delete' then
  if redis.call('HDEL', KEYS[1], field) == 0 then
    return 0
  end
elseif how == 'new' then
  if redis.call('HSETNX', KEYS[1], field, value) == 0 then
    return 0
  end
else
  redis.call('HSET', KEYS[1], field, value)
end
redis.call('INCR', KEYS[3])
if kind ~= '' then
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', changesLength, '*', kind, field)
end
if record ~= '' then
  redis.call('XADD', KEYS[4], 'MAXLEN', recordsKept, '*', 'change', record)
  -- XTRIM by age would need Redis 6.2.
  for _, old in ipairs(redis.call('XRANGE', KEYS[4], '-', keptSince)) do
    redis.call('XDEL', KEYS[4], old[1])
  end
  redis.call('PEXPIRE', KEYS[4], keptMs)
end
return 1
