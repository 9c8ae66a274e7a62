--[[
  Writes or deletes one setting and tells so.

  KEYS     1 hash of the settings   2 changes
  ARGV     how ('always' | 'new' | 'delete'), field, value ('' to delete), kind of change, length of the stream
  Replies  1 where something changed, else 0
]]
local how, field, value, kind, changesLength = unpack(ARGV)
if how == 'delete' then
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
redis.call('XADD', KEYS[2], 'MAXLEN', '~', changesLength, '*', kind, field)
return 1
