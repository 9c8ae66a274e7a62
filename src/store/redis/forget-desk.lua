--[[
  Forgets a desk wherever it is listed, and tells so.

  KEYS  1 desks   2 free-desks   3 duties   4 on-duty   5 deadlines   6 changes   7 speakers
  ARGV  operator, length of the stream, key of what is spoken on duty without its queue
]]
local operator = ARGV[1]
if redis.call('HDEL', KEYS[1], operator) == 0 then
  return
end
redis.call('ZREM', KEYS[2], operator)
for queueId in string.gmatch(redis.call('HGET', KEYS[3], operator) or '', '[^,]+') do
  redis.call('HINCRBY', KEYS[4], queueId, -1)
end
redis.call('HDEL', KEYS[3], operator)
for queueId, language in string.gmatch(redis.call('HGET', KEYS[7], operator) or '', '([^,:]+):([^,]+)') do
  redis.call('HINCRBY', ARGV[3] .. queueId, language, -1)
end
redis.call('HDEL', KEYS[7], operator)
redis.call('ZREM', KEYS[5], 'desk:' .. operator)
redis.call('XADD', KEYS[6], 'MAXLEN', '~', ARGV[2], '*', 'desk', operator)
