--[[
  Replaces what is known of a line's waits, unless somebody else has meanwhile.

  KEYS     1 foretells   2 learns-with
  ARGV     queue id, expected version, new version, what foretells, what is learned with
  Replies  1 where it was replaced, else 0
]]
local queueId, expected, version, foretells, learnsWith = unpack(ARGV)
local before = redis.call('HGET', KEYS[1], queueId)
if (before and string.match(before, '^%d+') or '0') ~= expected then
  return 0
end
-- Frees at most, so that a Redis whose memory is full lets the script finish (commit.lua).
redis.call('HDEL', KEYS[1], '')
redis.call('HSET', KEYS[1], queueId, version .. ' ' .. foretells)
redis.call('HSET', KEYS[2], queueId, learnsWith)
return 1
