import { KEYS } from "./keys.js";
import { MONEY } from "./money.js";
import { SHA256 } from "./sha256.js";
import { TOTALS } from "./totals.js";

/**
 * Applies a step whole, or not at all: everything that can refuse it or fail comes before the first write, because Redis does not
 * take back what a function wrote. The plan is what `planOf` makes of a step; the other arguments are the bodies. What is one value
 * is read by one command and written by one.
 *
 * Answers `revision`, `instant` or `range`; or `applied`, the instant, and where a link was not foreseen each account's head.
 */
export const COMMIT = `${MONEY}${KEYS}${TOTALS}${SHA256}${String.raw`
local plan = cjson.decode(ARGV[1])
local documents, accounts, totals = plan.documents, plan.accounts, plan.totals

local names = { KEYS[1] }
for i = 1, #accounts do
  names[2 * i] = P .. 'h:' .. accounts[i]
  names[2 * i + 1] = P .. 'k:' .. accounts[i]
end
local metaAt = #names
for i = 1, #documents do names[metaAt + i] = P .. 'r:' .. documents[i] end
local totalsAt = #names
for i = 1, #totals, 3 do names[#names + 1] = P .. 't:' .. totals[i] end
local values = getAll(names)

local function revisionOf(document)
  local meta = values[metaAt + document]
  return meta and tonumber(string.match(meta, '^%d+')) or 0
end
for i = 1, #plan.expect, 2 do
  if revisionOf(plan.expect[i]) ~= plan.expect[i + 1] then return { 'revision' } end
end

local heads = {}
for i = 1, #accounts do heads[i] = headOf(values[2 * i]) end
if plan.still[1] and heads[plan.still[1]].movements ~= plan.still[2] then return { 'revision' } end

local atMs = plan.atMs
for _, i in ipairs(plan.settles) do atMs = math.max(atMs, heads[i].latest) end
if plan.beforeMs and atMs >= plan.beforeMs then return { 'instant' } end

local states = {}
for i = 1, #totals, 3 do
  local n = #states + 1
  states[n] = totalOf(totals[i], totals[i + 1], totals[i + 2], values[totalsAt + n])
end

for _, one in ipairs(plan.releases) do release(states[one[1]], one[2], one[3], one[4], one[5], one[6]) end

-- A bound is its place among: least and most money, least and most amount, least and most count.
local function isWithin(total, bound, value)
  if bound == 1 then return not less(total.money, value) end
  if bound == 2 then return not less(value, total.money) end
  if bound == 3 then return not less(total.amount, value) end
  if bound == 4 then return not less(value, total.amount) end
  if bound == 5 then return total.count >= value end
  return total.count <= value
end
for _, one in ipairs(plan.adds) do
  local total, bounds = current(states[one[1]], atMs), one[6]
  for i = 1, #bounds, 2 do
    if not isWithin(total, bounds[i], bounds[i + 1]) then return { 'range' } end
  end
end
if plan.never then return { 'range' } end
for _, one in ipairs(plan.adds) do count(states[one[1]], one[2], atMs, one[3], one[4], one[5]) end

for _, i in ipairs(plan.moves) do
  heads[i].movements = heads[i].movements + 1
  if plan.advances then heads[i].latest = atMs end
end

local instant, isForeseen, sequences, hashes = fmt('%.0f', atMs), true, {}, {}
for n, entry in ipairs(plan.records) do
  local head = heads[entry[1]]
  local previous, sequence = head.hash, head.sequence + 1
  if atMs == plan.foreseenMs and entry[5] == previous and entry[6] == sequence then
    head.hash = entry[7]
  else
    isForeseen = false
    head.hash = sha256(table.concat({ previous, fmt('%.0f', sequence), instant, entry[2], entry[3] }, '\n'))
  end
  head.sequence, sequences[n], hashes[n] = sequence, sequence, head.hash
end

-- From here on nothing fails.
local kept = {}
local function keep(key, value)
  kept[#kept + 1] = key
  kept[#kept + 1] = value
end

for _, total in ipairs(states) do
  if total.kind == SLIDING then saveSpends(total) end
  if total.isKept or total.isCounted then keep(P .. 't:' .. total.id, packTotal(total)) end
  if total.isCounted and not total.isKept then notePartition(total) end
end

for _, one in ipairs(plan.fills) do
  local total = totalOf(one.id, one.kind)
  total.money, total.amount, total.count, total.instant = one.money, one.amount, one.count, one.openedAtMs
  fill(total, one.spends)
  notePartition(total)
end

for _, put in ipairs(plan.puts) do
  local key, ownMs, places = documents[put[1]], put[3] or atMs, put[4]
  local meta, on = values[metaAt + put[1]], {}
  for i = 1, #places, 2 do
    on[#on + 1] = places[i]
    call('ZADD', P .. 'l:' .. places[i], places[i + 1] or ownMs, key)
  end
  local lists = table.concat(on, '\n')
  if meta then
    local isOn = {}
    for _, list in ipairs(on) do isOn[list] = true end
    for list in string.gmatch(string.match(meta, '\n(.*)$'), '[^\n]+') do
      if not isOn[list] then call('ZREM', P .. 'l:' .. list, key) end
    end
  end
  keep(P .. 'r:' .. key, fmt('%.0f %.0f\n%s', revisionOf(put[1]) + 1, ownMs, lists))
  keep(P .. 'b:' .. key, ARGV[put[2]])
end

local position = tonumber(values[1] or 0)
for n, entry in ipairs(plan.records) do
  local i, account, sequence = entry[1], accounts[entry[1]], sequences[n]
  position = position + 1
  call('XADD', P .. 's:' .. account, fmt('%.0f-0', sequence), 't', instant, 'y', entry[2], 'd', entry[3],
    'h', hashes[n], 'p', position, 'b', ARGV[entry[4]])
  call('ZADD', P .. 'y:' .. entry[2] .. ':' .. account, atMs, fmt('%016.0f', sequence))
  -- An account with records that wait is on the outbox already.
  if tonumber(values[2 * i + 1] or 0) + 1 == sequence then call('ZADD', P .. 'outbox', atMs, account) end
end
if #plan.records > 0 then keep(KEYS[1], fmt('%.0f', position)) end
for _, i in ipairs(plan.writes) do keep(P .. 'h:' .. accounts[i], packHead(heads[i])) end
inChunks(kept, 1000, function(...) call('MSET', ...) end)

local answer = { 'applied', instant }
if not isForeseen then
  for _, head in ipairs(heads) do answer[#answer + 1] = packHead(head) end
end
return answer
`}`;
