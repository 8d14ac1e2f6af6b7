/**
 * Where things are kept. Every key of a shard begins with its hash tag, so that all of them lie in one slot. A function is
 * handed two of them: `position`, and one that is never there. While a cluster moves the slot, Redis runs no command of several
 * keys of which one is missing (`TRYAGAIN`), so that no step ever sees half of a shard.
 *
 * | key | is |
 * | --- | --- |
 * | `position` | string: the position of the last record |
 * | `r:<document>` | string: revision and instant; then the lists it is on, one a line |
| `b:<document>` | string: the body |
 * | `l:<list>` | sorted set: document keys by their places |
 * | `h:<account>` | string: sequence, hash, latest instant, movements |
 * | `t:<total>` | string: money, amount, count, and the opening (anchored) or a bound below the oldest spend (sliding) |
 * | `w:<total>`, `e:<total>` | sliding: sorted set of spends by instant; hash of what each added |
 * | `p:<counter>:<account>` | set: partitions |
 * | `s:<account>` | stream: records, the sequence is the id |
 * | `y:<type>:<account>` | sorted set: sequences of one type by instant |
 * | `outbox`, `k:<account>` | sorted set: accounts with records that wait; string: the last sequence that was acknowledged |
 */
export const KEYS = `
local call = redis.call
local P = string.sub(KEYS[1], 1, -9)

local function headOf(packed)
  if not packed then return { sequence = 0, hash = '', latest = 0, movements = 0 } end
  local sequence, hash, latest, movements = string.match(packed, '^(%d+) (%x*) (%-?%d+) (%d+)$')
  return { sequence = tonumber(sequence), hash = hash, latest = tonumber(latest), movements = tonumber(movements) }
end

local function packHead(head)
  return fmt('%.0f %s %.0f %.0f', head.sequence, head.hash, head.latest, head.movements)
end

-- Redis takes some thousands of arguments a call from Lua.
local function inChunks(items, size, work)
  for first = 1, #items, size do work(unpack(items, first, math.min(first + size - 1, #items))) end
end

local function getAll(names)
  if #names <= 1000 then return #names > 0 and call('MGET', unpack(names)) or {} end
  local values = {}
  inChunks(names, 1000, function(...)
    for _, value in ipairs(call('MGET', ...)) do values[#values + 1] = value end
  end)
  return values
end

-- Revision, instant and body of a document.
local function documentOf(meta, body)
  if not meta then return {} end
  local revision, instant = string.match(meta, '^(%d+) (%-?%d+)')
  return { revision, instant, body }
end

local function record(account, entry)
  local fields = { account = account, sequence = string.match(entry[1], '^%d+') }
  for i = 1, #entry[2], 2 do fields[entry[2][i]] = entry[2][i + 1] end
  return { account, fields.sequence, fields.t, fields.y, fields.b, fields.d, fields.h, fields.p }
end
`;
