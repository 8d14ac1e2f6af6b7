/**
 * The words of the language by class: what a statement pattern calls `block`, people write in these ways. A comma parts
 * the ways; several words are matched as one, the longest first, and a hyphen between words is like a space.
 */
const WORDS_BY_CLASS = {
  // How much.
  max: "max, maximum, maximal",
  upTo: "at most, at the most, up to, upto, up to a maximum of, up to a max of, up to and including, no more than, not more than, never more than, not exceeding, not to exceed, no greater than, not greater than, no higher than, no larger than, not over, not above, a maximum of, a max of, max of, maximum of, capped at, limited to, restricted to, held to, <=, ≤",
  under:
    "under, below, less than, lower than, smaller than, fewer than, strictly less than, strictly under, strictly below, cheaper than, beneath, <",
  over: "over, above, more than, greater than, larger than, bigger than, higher than, exceeding, in excess of, beyond, >",
  atLeast:
    "at least, no less than, not less than, no fewer than, starting at, starting from, a minimum of, minimum of, >=, ≥",
  minimum: "minimum",
  orMore:
    "or more, or above, or over, or higher, or greater, or larger, and up, and above, and over, and more, and higher, or up, upwards, and upwards",
  orLess:
    "or less, or under, or below, or lower, or fewer, or smaller, and under, and below, and less, tops, at maximum",
  exceed:
    "exceed, exceeds, exceeded, go over, goes over, go above, goes above, go beyond, goes beyond, surpass, surpasses, run over, be over, be above, be more than, be higher than, be larger than, be greater than, spend over, go past",
  fall: "fall below, falls below, drop below, drops below, go below, goes below, fall under, drop under, go under, dip below, dips below, get below, sink below",
  // What may be done.
  limit: "limit, limits, new limit, hard limit, strict limit",
  capNoun: "cap, caps, hard cap, strict cap, threshold, quota, rate limit, rate limits",
  countNoun:
    "number of, the number of, number, count, transaction count, payment count, total number of, transaction count limit, payment count limit",
  budget:
    "budget, budgets, allowance, ceiling, spend limit, spending limit, spending limits, spend cap, spending cap, spending budget, spending allowance, spending ceiling, budget limit, budget cap",
  keep: "keep, remain, be kept, be left, restrict, hold, constrain, confine, maintain, stay, stick",
  reserveVerb: "reserve, leave, retain, preserve, set aside, put aside",
  spend: "spend, spends, spent, disburse",
  pay: "payments, payment, transactions, transaction, purchases, purchase, charges, charge, orders, order, tx, txs, txn, txns, transfer, transfers, trx, calls, call, requests, request, api call, api calls, invoice, invoices, transaction size, transaction amount, transaction value, payment amount, payment size, purchase amount, purchase size, order value, charge amount, transaction amounts, payment amounts",
  payVerb:
    "pay, pays, buy, buys, use, uses, buy from, pay for, transact, transact with, shop at, shop with, purchase from, purchases from, order from, send money, send funds, send payments, deal with, do business with, make payments, make any payments, make purchases, make any purchases, make transactions, make a payment, make a purchase, make, makes, spend money, spend any money, spend funds, send, transfer money, transfer funds, pay anything, buy anything, spend anything, process payments, be paid, be made, be used, be spent, be sent, go, operate",
  spending:
    "spending, expenditure, expenditures, expenses, costs, outflow, outflows, money, funds, spendings, amount, amounts, value, cost, bill, bills",
  gerund:
    "paying, buying, purchasing, making payments, making a payment, making purchases, making a purchase, making any payment, making any payments, making any purchase, paying for, buying from, using, transacting with, purchasing from, sending money, sending payments, sending funds, transacting",
  block:
    "block, blocks, avoid, deny, denies, ban, bans, forbid, forbids, prohibit, prohibits, reject, rejects, refuse, refuses, decline, declines, disallow, disallows, stop",
  forbidden:
    "forbidden, blocked, banned, prohibited, denied, rejected, refused, declined, disallowed, not allowed, not permitted, off limits, never allowed, never permitted, not authorized, be blocked, be denied, be rejected, be declined, be refused, not be allowed, never be allowed, not be permitted, be forbidden, be banned, be prohibited",
  allow: "allow, allows, permit, permits, accept, accepts, enable, authorize, authorise",
  allowed:
    "allowed, permitted, approved, trusted, whitelisted, allowlisted, authorized, authorised, accepted, ok, okay, fine, be allowed, be permitted",
  allowlist: "allowlist, whitelist, allow list, white list, safelist, safe list",
  blocklist: "blocklist, blacklist, denylist, block list, black list, deny list, banlist, ban list",
  only: "only, solely, exclusively",
  neg: "under no circumstances, do not, don't, dont, never, must not, mustn't, may not, cannot, can't, cant, can not, should not, shouldn't, shall not, will not, won't, must never, may never, should never, can never, is not allowed to, are not allowed to, not allowed to, is never allowed to, do not ever, don't ever, never ever, is not to, are not to, is not permitted to, does not, doesn't, not",
  no: "no, zero",
  nothing: "nothing, none, nobody, no one",
  everything:
    "everything, anything, anyone, anybody, anywhere, everyone, all payments, all transactions, all purchases, all spending, all charges, all orders, all transfers, any payment, any payments, any transaction, any transactions, any purchase, any purchases, any spending, any charge, any charges, any transfer, all merchants, any merchant, any merchants, all vendors, any vendor, all sites, any site, all stores, all categories, any category, every merchant, every vendor, all merchants and categories, all other",
  nothingElse:
    "nothing else, no one else, nobody else, none else, no others, no other payments, no other merchants, no other vendors, no other payment",
  everythingElse:
    "everything else, anything else, all else, all other payments, all other merchants, any other payment, any other payments, any other merchant, any other merchants, all others, all other spending, all other transactions, all other vendors, everyone else",
  let: "let, lets",
  set: "set, use a, apply, enforce, impose, there is, there's, there should be, there must be",
  modal:
    "may, can, must, should, shall, will, could, is allowed to, are allowed to, is permitted to, allowed to, has to, have to, is able to, able to, is authorized to, gets to, needs to, need to, i want the agent to, we want the agent to, i want it to, we want it to",
  is: "is, are, be, gets, receives, stays, remains, has, have, was, were, being, equals, =, been",
  // Approval.
  require:
    "require, requires, need, needs, ask for, asks for, get, obtain, seek, request approval, must have, must get, needs to have, demand, wait for, i want, we want, i need, we need, trigger, triggers, be subject to, is subject to, are subject to, subject to, required, requiring, needed, necessary, mandatory, i must give, must be sent for",
  approval:
    "approval, people, humans, managers, administrators, admins, officers, consent, my okay, my ok, my consent, approvals, human approval, human approvals, manual approval, manual approvals, my approval, our approval, human review, manual review, sign off, signoff, sign offs, signoffs, human sign off, authorization, authorisation, permission, confirmation, human confirmation, human authorization, explicit approval, prior approval, human in the loop, approver, approvers, human approver, human approvers, reviewer, reviewers, manager approval, managerial approval, review, explicit human approval, manual sign off, manual confirmation, signatures, signature",
  dual: "dual, double, two person, two party, two man",
  beApproved:
    "be approved, be approved by a human, be approved manually, be manually approved, be approved by me, be approved by us, be reviewed, be reviewed by a human, be confirmed, be confirmed by a human, be signed off, be authorized by a human",
  askBefore:
    "ask me before, ask before, ask us before, ask first before, ask a human before, check with me before, check with us before, confirm with me before, get approval before, require approval before, require human approval before, seek approval before, get my approval before, check in before, check with a human before, ask permission before, ask for approval before, ask for permission before, request approval before",
  ask: "ask, ask me, ask us, ask a human, ask first, ask me first, check with me, check with us, check with a human, confirm with me, ask about, ask me about, ask us about, ask the user, ask the owner, ask a person",
  autoApprove:
    "auto approve, autoapprove, automatically approve, pre approve, preapprove, auto approves, auto approval",
  autoApproved:
    "auto approved, automatically approved, approved automatically, pre approved, preapproved, be auto approved, be automatically approved, be approved automatically, need no approval, needs no approval, require no approval, requires no approval, do not need approval, does not need approval, don't need approval, do not require approval, don't require approval, no approval needed, no approval required, no approval",
  withoutApproval:
    "without approval, without human approval, without manual approval, without my approval, without asking, without asking me, without asking first, without asking anyone, unless approved, unless approved by a human, unless it is approved, unless they are approved, unless i approve, unless i approve it, unless a human approves, unless a human approves it, without permission, without sign off, without a sign off, without human sign off, without review, without human review, without checking with me, without checking first, without confirmation, without prior approval, without further approval, without explicit approval, without needing approval, without requiring approval, without any approval, with no approval, without an approval, without authorization, without my permission, without my ok, without explicit human approval, unless explicitly approved, unless manually approved, unless there is approval, autonomously",
  withApproval:
    "with approval, with human approval, with manual approval, with my approval, if approved, when approved, once approved, with permission, with sign off, even with approval, with prior approval",
  // Who.
  seller:
    "merchants, vendors, sites, websites, providers, stores, shops, companies, suppliers, sellers, retailers, businesses, content, products, items, things, apis, domains, hosts, subscriptions, categories, recipients, addresses, wallets, countries, accounts, payees, platforms, apps, tools, stuff, places, outlets, websites and apps, related, based, merchant categories, goods, tokens, networks, chains, blockchains, goods and services, credits, bookings, tickets, usage, fees, token, chain, merchant id",
  partition:
    "merchant, vendor, site, website, provider, store, shop, company, supplier, seller, retailer, business, payee, recipient, counterparty, address, wallet, category, merchant category, beneficiary, domain",
  without: "without, unless there are, unless it has",
  both: "both, either",
  mcc: "mcc, mccs, mcc code, mcc codes, merchant category code, merchant category codes, category code, category codes",
  recipientWord: "account, payee account, wallet address, account id, recipient id, account number, iban",
  history:
    "new, first time, unknown, unfamiliar, unseen, unrecognized, unrecognised, never before seen, brand new, never used, known, existing, familiar, previously used, previously paid, returning, established, recognized, recognised, previously seen",
  except:
    "except, except for, excepting, excluding, other than, apart from, aside from, but not, unless it is, unless it's, unless they are, unless for, with the exception of, not including, not counting, save for, except on, except in, except to, except at, unless it is for, unless it is on, unless it is at, unless it is to, unless to, unless on, unless in, unless at, unless from, unless with, besides, except when it is, except if it is, but not for, but not on, but not to, except payments to, exempt",
  outside: "outside, outside of",
  holdsOnly: "a rule that holds only",
  each: "each, apiece, individually, separately, respectively",
  combined:
    "combined, together, jointly, between them, in combination, as a group, shared, collectively, across all of them, across them, across both",
  ifItIs:
    "if it is, if it's, if it is for, if for, if it is on, when it is, when it's, if the payment is for, if it is at, if the merchant is, when buying, when paying, if they are",
  // When.
  per: "per, every, p/",
  any: "any, whichever",
  a: "a, an",
  same: "same, one, single, individual, given, particular, specific",
  sliding: "rolling, trailing, sliding, moving",
  last: "last, past, previous, preceding",
  calendar: "calendar",
  anyTime: "at any time, at any point",
  windowNoun: "period, window, timeframe, time frame, span, interval, stretch, time span, time window",
  other: "other",
  lifetime:
    "ever, lifetime, all time, for life, for ever, forever, over its lifetime, over the lifetime, of all time, for all time, for its lifetime, over its life",
  total: "total, grand total, cumulative, aggregate, in total, overall, altogether, in all, in aggregate, all in all",
  atOnce:
    "at a time, at once, at one time, in one go, per go, one off, in a single transaction, in a single payment, in one transaction, in one payment, in a single purchase",
  periodAmbiguous:
    "biweekly, bi weekly, bimonthly, bi monthly, biannually, semiweekly, semimonthly, semi monthly, biennially",
  once: "once, one time",
  twice: "twice, two times",
  thrice: "thrice",
  times: "times, x",
  wait: "wait, pause, space, allow at least",
  cooldown:
    "cooldown, cool down, cooling off period, cooling off, waiting period, cool off, cooldown period, cool down period",
  between: "between",
  betweenPayments:
    "between payments, between transactions, between purchases, between each payment, between each transaction, between any two payments, between consecutive payments, between two payments, between charges, between orders, between spends, between one payment and the next, between calls, between requests, apart",
  and: "and, plus, as well as, and also",
  or: "or",
  but: "but, yet, however",
  // Prepositions.
  on: "on, upon, onto, across",
  in: "in, inside, based in, located in, registered in, denominated in, made in, from within",
  to: "to, towards, toward",
  for: "for",
  from: "from, since",
  at: "at",
  of: "of",
  with: "with, via, using, by",
  within: "within",
  through: "through",
  during: "during, throughout",
  after: "after, past the hour of, later than",
  before: "before, prior to, earlier than",
  until: "until, till, til, up until",
  all: "all, every single, all of, any of, all the",
  the: "the, these, those, this, that, my, our, your, its, their",
  // Times.
  noon: "noon, midday",
  midnight: "midnight",
  onwards: "onwards, onward",
  next: "next, coming, following",
  tomorrow:
    "tomorrow, today, tonight, end of month, end of the month, end of year, end of the year, month end, year end, end of week, the end of the month, the end of the year",
  validWord:
    "valid, effective, active, in force, in effect, applies, apply, starting, starts, starts on, begins, begins on, starting on, beginning, good, effective as of, as of, good until, expires, expire, expires on, expires at, expiring, expiry, expiry date, expiration date, ends, ends on, end date, start date, ending, expiration, valid on, validity, lasts, runs",
  // Other things a policy speaks of.
  drift: "goal drift, goal drift score, drift, drift score, drift scores, the drift, goal drift scores",
  balance: "balance, wallet balance, account balance, remaining balance, available balance, balances",
  inWallet:
    "in the wallet, in wallet, in the account, in reserve, on the account, in the balance, as a reserve, in this wallet, in its wallet, untouched, remaining, available, at all times, in the bank, in my wallet, in our wallet, on the card, left, buffer, cushion",
  duplicate:
    "duplicate, duplicates, duplicated, double payments, double payment, double charges, double charge, repeat, repeated, identical, repeats, same payment, same charge, same purchase, double spending",
  sameTwice:
    "the same amount to the same merchant, same amount to the same merchant, the same amount to the same vendor, same merchant the same amount, the same merchant the same amount, the same merchant for the same amount, the same amount to the same recipient, the same vendor the same amount",
  again: "again, a second time",
  warn: "warn, warn me, warn us, alert, alert me, alert us, notify, notify me, notify us, tell me, let me know, send an alert, send a warning, send me an alert, send me a warning, raise an alert, issue a warning, ping me, remind me, alerts, warning, warnings, send a notification",
  when: "when, whenever, once the, if, as soon as",
  used: "used, reached, spent, consumed, used up, hit, exhausted, reaches, hits, i've spent, i have spent, crosses, passes, passed, gone, is used up, is reached, has been used, has been spent, has been reached, we've spent, it has spent, i've used, i have used, we've used, we have used, it has used, you've used, has used, have used, crossed, usage reaches, usage",
  consequence: "then",
  goes: "goes, go, is sent, is paid, are paid, is spent",
  currencyWord:
    "currency, currencies, amounts in, all amounts, all amounts are, all amounts in, amounts are in, all prices, all figures, base currency",
  timeZoneWord:
    "time zone, timezone, tz, time zones, times are in, times are, all times are, all times in, times in, all times, local time zone",
  weeksStart:
    "weeks start, weeks begin, week starts, week begins, the week starts, the week begins, weeks start on, weeks begin on, week starts on, week begins on, start weeks on, start of week, start of the week, first day of the week",
  trust: "trust level, trust, trust tier",
  trustLevel: "low, medium, high, unlimited",
  scheduleWord:
    "operating hours, active hours, allowed hours, spending hours, payment hours, schedule, allowed times, allowed days, hours of operation, spending window, payment window",
  allDay:
    "24/7, 24x7, around the clock, any time, anytime, at all times of day, all day, all day every day, at all hours",
  // Hedges: a limit that is "about" something is none.
  hedge:
    "about, around, roughly, approximately, approx, ideally, usually, normally, generally, probably, maybe, perhaps, mostly, sometimes, often, occasionally, more or less, preferably, nearly, almost, try to, try not to, somewhere, typically, kind of, sort of, most of the time, most, ish, circa, if possible, where possible, when possible, as needed, within reason, reasonable, reasonably, some, few, many, several",
  // Who acts, where a verb follows or leads to it; and what ties "payments" to what is said of them.
  subject:
    "it, they, that, which, who, them, this one, the agent, agent, this wallet, this agent, the bot, bot, the card, this card, this account, the wallet, we, i, you, the assistant, assistant, the user, this policy, the policy, the model, policy, agents, the ai, our agent, my agent, your agent, the agents, the ai agent, ai agent, ai agents, the system, this budget",
  relative: "that are, which are, that is, which is, that cost, worth, valued at, made, going, in size",
  // Words that say nothing.
  filler:
    "please, kindly, always, make sure, make sure that, ensure, ensure that, be sure, be sure that, also, the following, must always, absolutely, in any case, under any circumstances, at all, whatsoever, of any kind, we're, i'd like to, i would like to, i want to",
} as const satisfies Record<string, string>;

/** A class of words; statement patterns and phrase rules are written in these. */
export type WordClass = keyof typeof WORDS_BY_CLASS;

/** Each class with the ways to write it. */
export const WORDS: readonly (readonly [WordClass, readonly string[]])[] = Object.entries(WORDS_BY_CLASS).map(
  ([name, ways]) => [name as WordClass, ways.split(",").map((way) => way.trim())],
);
