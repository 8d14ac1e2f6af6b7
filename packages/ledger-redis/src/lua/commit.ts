import { KEYS } from "./keys.js";
import { MONEY } from "./money.js";
import { SHA256 } from "./sha256.js";
import { TOTALS } from "./totals.js";

/**
 * Applies a step whole, or not at all: everything that can refuse it or fail comes before the first write, because Redis does not
 * take back what a function wrote. The plan is what `planOf` makes of a step; the other arguments are the bodies.
 *
 * Answers `revision`, `instant` or `range`; or `applied`, the instant, and where a link was not foreseen each account's head.
 */
export const COMMIT = `${MONEY}${KEYS}${TOTALS}${SHA256}${String.raw`
local plan = cjson.decode(ARGV[1])
local accounts, totals, puts, entries = plan.accounts, plan.totals, plan.puts, plan.records

for i = 1, #plan.expect, 2 do
  local revision = call('HGET', P .. 'd:' .. plan.expect[i], 'r')
  if (tonumber(revision or 0)) ~= plan.expect[i + 1] then return { 'revision' } end
end

local names = { KEYS[1] }
for _, account in ipairs(accounts) do names[#names + 1] = P .. 'h:' .. account end
for i = 1, #totals, 3 do names[#names + 1] = P .. 't:' .. totals[i] end
local values = getAll(names)

local position = tonumber(values[1] or 0)
local heads = {}
for i = 1, #accounts do heads[i] = headOf(values[1 + i]) end
if plan.still[1] and heads[plan.still[1]].movements ~= plan.still[2] then return { 'revision' } end

local atMs = plan.atMs
for _, i in ipairs(plan.settles) do atMs = math.max(atMs, heads[i].latest) end
if plan.beforeMs and atMs >= plan.beforeMs then return { 'instant' } end

local states = {}
for i = 1, #totals, 3 do
  local n = #states + 1
  states[n] = totalOf(totals[i], totals[i + 1], totals[i + 2], values[1 + #accounts + n])
end

for _, one in ipairs(plan.releases) do release(states[one[1]], one[2], one[3], one[4], one[5], one[6]) end

local function isWithin(value, min, max, isLess)
  return not (min and isLess(value, min)) and not (max and isLess(max, value))
end
local function isLower(a, b) return a < b end
for _, one in ipairs(plan.adds) do
  local total, ranges = current(states[one[1]], atMs), one[6]
  if plan.never or not (isWithin(total.money, ranges[1], ranges[2], less)
    and isWithin(total.amount, ranges[3], ranges[4], less)
    and isWithin(total.count, ranges[5], ranges[6], isLower)) then return { 'range' } end
end
for _, one in ipairs(plan.adds) do count(states[one[1]], one[2], atMs, one[3], one[4], one[5]) end

for _, i in ipairs(plan.moves) do
  heads[i].movements = heads[i].movements + 1
  if plan.advances then heads[i].latest = atMs end
end

local instant, isForeseen, firstSequences = fmt('%.0f', atMs), true, {}
for _, entry in ipairs(entries) do
  local head = heads[entry.account]
  entry.sequence = head.sequence + 1
  if atMs == plan.foreseenMs and entry.previous == head.hash and entry.foreseen == entry.sequence then
    head.hash = entry.hash
  else
    isForeseen = false
    head.hash = sha256(table.concat({ head.hash, fmt('%.0f', entry.sequence), instant, entry.type, entry.digest }, '\n'))
  end
  head.sequence, entry.hash = entry.sequence, head.hash
end

-- From here on nothing fails.
local kept = {}
for _, total in ipairs(states) do
  if total.kind == SLIDING then saveSpends(total) end
  if total.isKept or total.isCounted then
    kept[#kept + 1] = P .. 't:' .. total.id
    kept[#kept + 1] = packTotal(total)
  end
  if total.isCounted and not total.isKept then notePartition(total) end
end

for _, one in ipairs(plan.fills) do
  local total = totalOf(one.id, one.kind)
  total.money, total.amount, total.count, total.instant = one.money, one.amount, one.count, one.openedAtMs
  fill(total, one.spends)
  notePartition(total)
end

for _, put in ipairs(puts) do
  local document = P .. 'd:' .. put.key
  local before = call('HMGET', document, 'r', 'l')
  local lists = {}
  for i = 1, #put.lists, 2 do lists[put.lists[i]] = true end
  for list in string.gmatch(before[2] or '', '[^\n]+') do
    if not lists[list] then call('ZREM', P .. 'l:' .. list, put.key) end
  end
  local ownMs, on = put.atMs or atMs, {}
  for i = 1, #put.lists, 2 do
    on[#on + 1] = put.lists[i]
    call('ZADD', P .. 'l:' .. put.lists[i], put.lists[i + 1] or ownMs, put.key)
  end
  call('HSET', document, 'r', tonumber(before[1] or 0) + 1, 't', fmt('%.0f', ownMs), 'b', ARGV[put.body],
    'l', table.concat(on, '\n'))
end

for _, entry in ipairs(entries) do
  local account, sequence = accounts[entry.account], fmt('%.0f', entry.sequence)
  position = position + 1
  call('XADD', P .. 's:' .. account, sequence .. '-0', 't', instant, 'y', entry.type, 'd', entry.digest,
    'h', entry.hash, 'p', fmt('%.0f', position), 'b', ARGV[entry.body])
  call('ZADD', P .. 'y:' .. entry.type .. ':' .. account, atMs, fmt('%016.0f', entry.sequence))
  call('ZADD', P .. 'outbox', 'NX', atMs, account)
end

if #entries > 0 then
  kept[#kept + 1] = KEYS[1]
  kept[#kept + 1] = fmt('%.0f', position)
end
for _, i in ipairs(plan.writes) do
  kept[#kept + 1] = P .. 'h:' .. accounts[i]
  kept[#kept + 1] = packHead(heads[i])
end
inChunks(kept, 1000, function(pairs) call('MSET', unpack(pairs)) end)

local answer = { 'applied', instant }
if not isForeseen then
  for _, head in ipairs(heads) do answer[#answer + 1] = packHead(head) end
end
return answer
`}`;
