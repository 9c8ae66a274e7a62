--[[
  Takes what is due, earliest first, and puts it off, so that another instance's sweep leaves it alone meanwhile.

  KEYS     1 sorted set by when it is due   2 (optional) hash with what each member stands for
  ARGV     now, when it is due again, how many at most
  Replies  members; with a hash, member and value in turn
]]
-- Frees at most, so that a Redis whose memory is full lets the script finish (commit.lua).
redis.call('ZREM', KEYS[1], '')
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
local reply = {}
for _, member in ipairs(members) do
  redis.call('ZADD', KEYS[1], ARGV[2], member)
  reply[#reply + 1] = member
  if KEYS[2] then
    reply[#reply + 1] = redis.call('HGET', KEYS[2], member)
  end
end
return reply
