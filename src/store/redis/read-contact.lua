--[[
  Reads a contact with what surrounds it, as of one moment: the hot path of every webhook.

  KEYS     1 contact   2 queues   3 on-duty   4 foretells
  ARGV     contact id, queue id where the contact is unknown, the line's key without its queue, key of what is spoken on
           duty without its queue
  Replies  {record, place, rank from 0, settings of the queue, number of desks on duty, length of the
           line, what foretells its waits, languages and how many desks on duty speak each}, nil where there is none
]]
local record = redis.call('GET', KEYS[1])
local queueId = record and string.match(record, '^%d+ (%S+) ') or ARGV[2]
-- Which line it is only the record tells; its key has the hash tag of the keys above.
local line = ARGV[3] .. queueId
return {
  record,
  redis.call('ZSCORE', line, ARGV[1]),
  redis.call('ZRANK', line, ARGV[1]),
  redis.call('HGET', KEYS[2], queueId),
  redis.call('HGET', KEYS[3], queueId),
  redis.call('ZCARD', line),
  redis.call('HGET', KEYS[4], queueId),
  redis.call('HGETALL', ARGV[4] .. queueId),
}
