--[[
  Takes an effect out of the outbox. Not in a MULTI: with its memory full Redis refuses to queue anything.

  KEYS  1 outbox   2 effects
  ARGV  effect id
]]
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
