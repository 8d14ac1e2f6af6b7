-- The ledger, version 1.
--
-- Run it in one transaction, with the schema that is to hold the ledger first in the search path:
--   BEGIN; CREATE SCHEMA spendrail; SET LOCAL search_path TO spendrail; \i 0001_ledger.sql COMMIT;
--
-- Money is in units of 10^-18, instants are epoch milliseconds. Text is compared byte by byte, whatever the database's locale.
-- Every access is by an index; what a payment touches is a handful of rows, however many there are.

CREATE TABLE schema_version (version integer PRIMARY KEY);
INSERT INTO schema_version VALUES (1);

-- `full_key`, `full_list`, `full_partition`: where the name is a digest, because it is too long for an index.
CREATE TABLE document (
  key text COLLATE "C" PRIMARY KEY,
  revision bigint NOT NULL,
  at_ms bigint NOT NULL,
  body text NOT NULL,
  full_key text
) WITH (fillfactor = 85);

CREATE TABLE listing (
  list text COLLATE "C",
  at_ms bigint,
  key text COLLATE "C",
  full_list text,
  PRIMARY KEY (list, at_ms, key)
);
CREATE INDEX listing_by_key ON listing (key);

-- Rewritten by every step of their account: room on the page keeps the new versions beside the old, and off the indexes.
CREATE TABLE head (
  account text COLLATE "C" PRIMARY KEY,
  sequence bigint NOT NULL DEFAULT 0,
  hash text NOT NULL DEFAULT '',
  latest_ms bigint NOT NULL DEFAULT 0,
  movements bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE total (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text COLLATE "C" NOT NULL,
  counter text COLLATE "C" NOT NULL,
  partition text COLLATE "C" NOT NULL,
  -- Of a calendar stretch; 0 for every other span.
  start_ms bigint NOT NULL,
  opened_at_ms bigint,
  money numeric NOT NULL,
  amount numeric NOT NULL,
  count bigint NOT NULL,
  full_partition text,
  UNIQUE (account, counter, partition, start_ms)
) WITH (fillfactor = 50);

-- What each spend added to a sliding total, while it is in the window.
CREATE TABLE sliding_entry (
  total bigint,
  spend text COLLATE "C",
  at_ms bigint NOT NULL,
  money numeric NOT NULL,
  amount numeric NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (total, spend)
);
CREATE INDEX sliding_entry_by_time ON sliding_entry (total, at_ms);

CREATE TABLE history (
  account text COLLATE "C",
  sequence bigint,
  at_ms bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  body text NOT NULL,
  digest text NOT NULL,
  hash text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (account, sequence)
);
CREATE INDEX history_by_type ON history (account, type, at_ms, sequence);

CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records are append-only';
END $$;
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON history EXECUTE FUNCTION keep_history();

CREATE TABLE outbox (
  position bigint PRIMARY KEY,
  account text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  UNIQUE (account, sequence)
);

-- What the functions are handed, from JSON.
CREATE TYPE lock_wanted AS (name text, exclusive boolean);
CREATE TYPE expectation AS (key text, revision bigint);
CREATE TYPE total_key AS (
  account text, counter text, partition text, full_partition text, span text, start_ms bigint, duration_ms bigint
);
CREATE TYPE addition AS (
  total total_key, spend text, money numeric, amount numeric, count bigint,
  min_money numeric, max_money numeric, min_amount numeric, max_amount numeric, min_count bigint, max_count bigint
);
CREATE TYPE release AS (total total_key, spend text, at_ms bigint, money numeric, amount numeric, count bigint);
CREATE TYPE fill_entry AS (spend text, at_ms bigint, money numeric, amount numeric, count bigint);
CREATE TYPE fill AS (
  total total_key, opened_at_ms bigint, money numeric, amount numeric, count bigint, spends fill_entry[]
);
CREATE TYPE place AS (list text, full_list text, at_ms bigint);
CREATE TYPE put AS (key text, full_key text, body text, at_ms bigint, lists place[]);
CREATE TYPE entry AS (account text, type text, body text, digest text);
CREATE TYPE step AS (
  expect expectation[], still_account text, still_movements bigint,
  at_ms bigint, before_ms numeric, accounts text[], moves text[], advances boolean,
  releases release[], adds addition[], fills fill[], puts put[], records entry[]
);
CREATE TYPE commit_request AS (lock_timeout text, locks lock_wanted[], steps step[]);
CREATE TYPE read_request AS (documents text[], accounts text[], totals total_key[], at_ms bigint);

-- A total as of an instant that is not before the last one counted. No row: nothing was ever counted.
CREATE FUNCTION total_at(wanted total_key, now_ms bigint)
RETURNS TABLE (money numeric, amount numeric, count bigint, resets_at_ms bigint) LANGUAGE sql STABLE AS $$
  SELECT
    greatest(total.money - coalesce(gone.money, 0), 0),
    greatest(total.amount - coalesce(gone.amount, 0), 0),
    greatest(total.count - coalesce(gone.count, 0), 0),
    CASE (wanted).span
      WHEN 'anchored' THEN total.opened_at_ms + (wanted).duration_ms
      WHEN 'sliding' THEN (
        SELECT entry.at_ms + (wanted).duration_ms FROM sliding_entry AS entry
        WHERE entry.total = total.id AND entry.at_ms > now_ms - (wanted).duration_ms AND entry.count > 0
        ORDER BY entry.at_ms LIMIT 1
      )
    END
  FROM total
  LEFT JOIN LATERAL (
    SELECT sum(entry.money) AS money, sum(entry.amount) AS amount, sum(entry.count)::bigint AS count
    FROM sliding_entry AS entry
    WHERE (wanted).span = 'sliding' AND entry.total = total.id AND entry.at_ms <= now_ms - (wanted).duration_ms
  ) AS gone ON true
  WHERE total.account = (wanted).account AND total.counter = (wanted).counter
    AND total.partition = (wanted).partition AND total.start_ms = (wanted).start_ms
    AND ((wanted).span <> 'anchored' OR now_ms < total.opened_at_ms + (wanted).duration_ms)
$$;

-- Takes back part of what a spend added. A window that has closed, or a spend no longer remembered, gives nothing back.
CREATE FUNCTION release_spend(released release) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted total_key := released.total;
  total_id bigint;
  entry sliding_entry;
BEGIN
  SELECT id INTO total_id FROM total
  WHERE account = wanted.account AND counter = wanted.counter AND partition = wanted.partition
    AND start_ms = wanted.start_ms AND (wanted.span <> 'anchored' OR opened_at_ms <= released.at_ms);
  IF NOT FOUND THEN RETURN; END IF;
  IF wanted.span = 'sliding' THEN
    SELECT * INTO entry FROM sliding_entry WHERE total = total_id AND spend = released.spend;
    IF NOT FOUND OR entry.at_ms <> released.at_ms THEN RETURN; END IF;
    released.money := least(entry.money, released.money);
    released.amount := least(entry.amount, released.amount);
    released.count := least(entry.count, released.count);
    UPDATE sliding_entry
    SET money = money - released.money, amount = amount - released.amount, count = count - released.count
    WHERE total = total_id AND spend = released.spend;
  END IF;
  UPDATE total SET
    money = greatest(money - released.money, 0),
    amount = greatest(amount - released.amount, 0),
    count = greatest(count - released.count, 0)
  WHERE id = total_id;
END $$;

-- Whether a spend at an instant opens the next window of an anchored total.
CREATE FUNCTION opens_window(wanted total_key, opened_ms bigint, now_ms bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (wanted).span = 'anchored' AND now_ms >= coalesce(opened_ms + (wanted).duration_ms, now_ms)
$$;

-- Counts spends, each in another total, at an instant that is not before the last one counted.
CREATE FUNCTION count_spends(adds addition[], now_ms bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  counted bigint;
  made bigint := 0;
  slides boolean := false;
  sliding record;
BEGIN
  FOR sliding IN
    SELECT total.id, now_ms - (added.total).duration_ms AS until_ms, EXISTS (
      SELECT FROM sliding_entry AS entry
      WHERE entry.total = total.id AND entry.at_ms <= now_ms - (added.total).duration_ms
    ) AS has_left
    FROM unnest(adds) AS added
    LEFT JOIN total ON total.account = (added.total).account AND total.counter = (added.total).counter
      AND total.partition = (added.total).partition AND total.start_ms = (added.total).start_ms
    WHERE (added.total).span = 'sliding'
  LOOP
    slides := true;
    CONTINUE WHEN NOT sliding.has_left;
    -- What has left the window is taken off the total, each spend only once.
    WITH gone AS (
      DELETE FROM sliding_entry AS entry WHERE entry.total = sliding.id AND entry.at_ms <= sliding.until_ms
      RETURNING entry.money, entry.amount, entry.count
    ), sums AS (
      SELECT sum(money) AS money, sum(amount) AS amount, sum(count)::bigint AS count FROM gone
    )
    UPDATE total SET
      money = greatest(total.money - sums.money, 0),
      amount = greatest(total.amount - sums.amount, 0),
      count = greatest(total.count - sums.count, 0)
    FROM sums WHERE total.id = sliding.id;
  END LOOP;
  UPDATE total SET
    money = CASE WHEN opens_window(added.total, opened_at_ms, now_ms) THEN 0 ELSE total.money END + added.money,
    amount = CASE WHEN opens_window(added.total, opened_at_ms, now_ms) THEN 0 ELSE total.amount END + added.amount,
    count = CASE WHEN opens_window(added.total, opened_at_ms, now_ms) THEN 0 ELSE total.count END + added.count,
    opened_at_ms = CASE WHEN opens_window(added.total, opened_at_ms, now_ms) THEN now_ms ELSE opened_at_ms END
  FROM unnest(adds) AS added
  WHERE account = (added.total).account AND counter = (added.total).counter
    AND partition = (added.total).partition AND start_ms = (added.total).start_ms;
  GET DIAGNOSTICS counted = ROW_COUNT;
  IF counted < cardinality(adds) THEN
    INSERT INTO total (account, counter, partition, full_partition, start_ms, opened_at_ms, money, amount, count)
    SELECT (added.total).account, (added.total).counter, (added.total).partition, (added.total).full_partition,
      (added.total).start_ms,
      CASE (added.total).span WHEN 'anchored' THEN now_ms END, added.money, added.amount, added.count
    FROM unnest(adds) AS added
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  IF counted + made <> cardinality(adds) THEN RAISE EXCEPTION 'a step counts twice in one total'; END IF;
  IF slides THEN
    INSERT INTO sliding_entry (total, spend, at_ms, money, amount, count)
    SELECT total.id, added.spend, now_ms, added.money, added.amount, added.count
    FROM unnest(adds) AS added JOIN total
      ON total.account = (added.total).account AND total.counter = (added.total).counter
      AND total.partition = (added.total).partition AND total.start_ms = (added.total).start_ms
    WHERE (added.total).span = 'sliding'
    ON CONFLICT (total, spend) DO UPDATE
    SET at_ms = excluded.at_ms, money = excluded.money, amount = excluded.amount, count = excluded.count;
  END IF;
END $$;

-- Puts a total in place of whatever there is.
CREATE FUNCTION fill_total(filled fill) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted total_key := filled.total;
  total_id bigint;
BEGIN
  INSERT INTO total (account, counter, partition, full_partition, start_ms, opened_at_ms, money, amount, count)
  VALUES (wanted.account, wanted.counter, wanted.partition, wanted.full_partition, wanted.start_ms,
    filled.opened_at_ms, filled.money, filled.amount, filled.count)
  ON CONFLICT (account, counter, partition, start_ms) DO UPDATE SET
    opened_at_ms = excluded.opened_at_ms, money = excluded.money, amount = excluded.amount, count = excluded.count
  RETURNING id INTO total_id;
  DELETE FROM sliding_entry WHERE total = total_id;
  INSERT INTO sliding_entry (total, spend, at_ms, money, amount, count)
  SELECT total_id, spend, at_ms, money, amount, count FROM unnest(filled.spends);
END $$;

-- Writes documents, and puts each on its lists and off all others.
CREATE FUNCTION put_documents(puts put[], now_ms bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rewrites boolean;
BEGIN
  WITH written AS (
    INSERT INTO document AS stored (key, revision, at_ms, body, full_key)
    SELECT key, 1, coalesce(at_ms, now_ms), body, full_key FROM unnest(puts)
    ON CONFLICT (key) DO UPDATE SET revision = stored.revision + 1, at_ms = excluded.at_ms, body = excluded.body
    RETURNING revision > 1 AS is_rewritten
  )
  SELECT bool_or(is_rewritten) INTO rewrites FROM written;
  IF rewrites THEN
    DELETE FROM listing USING unnest(puts) AS written
    WHERE listing.key = written.key AND NOT EXISTS (
      SELECT FROM unnest(written.lists) AS place
      WHERE place.list = listing.list AND coalesce(place.at_ms, written.at_ms, now_ms) = listing.at_ms
    );
  END IF;
  INSERT INTO listing (list, full_list, at_ms, key)
  SELECT place.list, place.full_list, coalesce(place.at_ms, written.at_ms, now_ms), written.key
  FROM unnest(puts) AS written CROSS JOIN LATERAL unnest(written.lists) AS place
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION link_hash(previous text, sequence bigint, at_ms bigint, type text, digest text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(
    previous || E'\n' || sequence || E'\n' || at_ms || E'\n' || type || E'\n' || digest, 'UTF8'
  )), 'hex')
$$;

-- Appends a link to an account's hash chain: see linkHash.
CREATE FUNCTION append_record(written entry, now_ms bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH last AS (
    INSERT INTO head AS before (account, sequence, hash)
    VALUES (written.account, 1, link_hash('', 1, now_ms, written.type, written.digest))
    ON CONFLICT (account) DO UPDATE SET
      sequence = before.sequence + 1,
      hash = link_hash(before.hash, before.sequence + 1, now_ms, written.type, written.digest)
    RETURNING sequence, hash
  ), appended AS (
    INSERT INTO history (account, sequence, at_ms, type, body, digest, hash)
    SELECT written.account, sequence, now_ms, written.type, written.body, written.digest, hash FROM last
    RETURNING position, sequence
  )
  INSERT INTO outbox (position, account, sequence) SELECT position, written.account, sequence FROM appended;
END $$;

-- Applies a step whose accounts and documents are locked: answers '' or why it is not applied, and the step's instant. Raises
-- SP002 where a step that is not applied has written already.
CREATE FUNCTION apply_step(given step, OUT because text, OUT now_ms bigint) LANGUAGE plpgsql AS $$
DECLARE
  released release;
  filled fill;
  appended entry;
BEGIN
  because := 'revision';
  PERFORM FROM unnest(given.expect) AS expected
  LEFT JOIN document ON document.key = expected.key
  WHERE coalesce(document.revision, 0) <> expected.revision;
  IF FOUND THEN RETURN; END IF;
  IF given.still_account IS NOT NULL THEN
    PERFORM FROM (SELECT given.still_account AS account) AS still LEFT JOIN head USING (account)
    WHERE coalesce(movements, 0) <> given.still_movements;
    IF FOUND THEN RETURN; END IF;
  END IF;

  SELECT greatest(given.at_ms, max(head.latest_ms)) INTO now_ms
  FROM unnest(given.accounts) AS named (account) JOIN head ON head.account = named.account;
  because := 'instant';
  IF now_ms >= given.before_ms THEN RETURN; END IF;

  FOREACH released IN ARRAY given.releases LOOP
    PERFORM release_spend(released);
  END LOOP;
  because := 'range';
  PERFORM FROM unnest(given.adds) AS addition
  LEFT JOIN LATERAL total_at(addition.total, now_ms) AS sum ON true
  WHERE coalesce(sum.money, 0) < min_money OR coalesce(sum.money, 0) > max_money
    OR coalesce(sum.amount, 0) < min_amount OR coalesce(sum.amount, 0) > max_amount
    OR coalesce(sum.count, 0) < min_count OR coalesce(sum.count, 0) > max_count;
  IF FOUND THEN
    IF cardinality(given.releases) > 0 THEN RAISE EXCEPTION 'out of range' USING ERRCODE = 'SP002'; END IF;
    RETURN;
  END IF;

  IF cardinality(given.adds) > 0 THEN PERFORM count_spends(given.adds, now_ms); END IF;
  FOREACH filled IN ARRAY given.fills LOOP
    PERFORM fill_total(filled);
  END LOOP;
  INSERT INTO head AS before (account, latest_ms, movements)
  SELECT account, CASE WHEN given.advances THEN now_ms ELSE 0 END, 1 FROM unnest(given.moves) AS moved (account)
  ON CONFLICT (account) DO UPDATE SET
    latest_ms = CASE WHEN given.advances THEN now_ms ELSE before.latest_ms END,
    movements = before.movements + 1;
  PERFORM put_documents(given.puts, now_ms);
  FOREACH appended IN ARRAY given.records LOOP
    PERFORM append_record(appended, now_ms);
  END LOOP;
  because := '';
END $$;

-- Applies steps one after the other, each whole or not at all, in one transaction. Answers a JSON array of the port's `Commit`.
--
-- Every lock of every step is taken before anything is read, in the order of its number, so that no two calls wait for each
-- other; each statement after that sees what the holders before have committed, which takes `read committed`.
CREATE FUNCTION commit_steps(request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  given commit_request := jsonb_populate_record(NULL::commit_request, request);
  each step;
  answer record;
  answers jsonb := '[]';
BEGIN
  IF current_setting('transaction_read_only') = 'on' THEN
    RAISE EXCEPTION 'cannot write in a read-only transaction' USING ERRCODE = 'read_only_sql_transaction';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'the ledger needs read committed' USING ERRCODE = 'SP001';
  END IF;
  PERFORM set_config('lock_timeout', given.lock_timeout, true);
  -- What was answered survives a crash of the server, whatever the session's default.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  PERFORM CASE WHEN is_exclusive THEN pg_advisory_xact_lock(number) ELSE pg_advisory_xact_lock_shared(number) END
  FROM (
    SELECT hashtextextended(name, 'document'::regclass::oid::bigint) AS number, bool_or(exclusive) AS is_exclusive
    FROM unnest(given.locks) GROUP BY 1 ORDER BY 1
  ) AS wanted;
  FOREACH each IN ARRAY given.steps LOOP
    IF cardinality(each.releases) > 0 AND cardinality(each.adds) > 0 THEN
      BEGIN
        answer := apply_step(each);
      EXCEPTION WHEN SQLSTATE 'SP002' THEN
        answer := ROW('range'::text, NULL::bigint);
      END;
    ELSE
      answer := apply_step(each);
    END IF;
    answers := answers || CASE answer.because
      WHEN '' THEN jsonb_build_object('applied', true, 'atMs', answer.now_ms)
      ELSE jsonb_build_object('applied', false, 'because', answer.because)
    END;
  END LOOP;
  RETURN answers;
END $$;

-- One consistent view: a function that is STABLE sees the database as its caller's statement does.
CREATE FUNCTION read_state(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  given read_request := jsonb_populate_record(NULL::read_request, request);
  now_ms bigint;
BEGIN
  SELECT greatest(given.at_ms, max(head.latest_ms)) INTO now_ms
  FROM unnest(given.accounts) AS named (account) JOIN head ON head.account = named.account;
  RETURN json_build_object(
    'atMs', now_ms,
    'documents', (
      SELECT json_agg(CASE WHEN document.key IS NOT NULL THEN json_build_object(
        'key', coalesce(full_key, document.key), 'revision', revision, 'atMs', at_ms, 'body', body
      ) END ORDER BY place)
      FROM unnest(given.documents) WITH ORDINALITY AS asked (key, place) LEFT JOIN document ON document.key = asked.key
    ),
    'heads', (
      SELECT json_agg(CASE WHEN head.account IS NOT NULL THEN json_build_object(
        'sequence', sequence, 'hash', hash, 'latestMs', latest_ms, 'movements', movements
      ) END ORDER BY place)
      FROM unnest(given.accounts) WITH ORDINALITY AS asked (account, place)
      LEFT JOIN head ON head.account = asked.account
    ),
    'totals', (
      SELECT json_agg(CASE WHEN sum.money IS NOT NULL THEN json_build_object(
        'money', sum.money::text, 'amount', sum.amount::text, 'count', sum.count, 'resetsAtMs', sum.resets_at_ms
      ) END ORDER BY place)
      FROM (
        SELECT ROW(account, counter, partition, full_partition, span, start_ms, duration_ms)::total_key AS total, place
        FROM unnest(given.totals)
        WITH ORDINALITY AS asked (account, counter, partition, full_partition, span, start_ms, duration_ms, place)
      ) AS asked
      LEFT JOIN LATERAL total_at(asked.total, now_ms) AS sum ON true
    )
  );
END $$;

-- The partitions of a counter, stepping through the index from one to the next.
CREATE FUNCTION list_partitions(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted_account text := request->>'account';
  wanted_counter text := request->>'counter';
BEGIN
  RETURN (
    WITH RECURSIVE found AS (
      (SELECT partition, full_partition FROM total WHERE account = wanted_account AND counter = wanted_counter
       ORDER BY partition LIMIT 1)
      UNION ALL
      SELECT next.partition, next.full_partition FROM found CROSS JOIN LATERAL (
        SELECT total.partition, total.full_partition FROM total
        WHERE account = wanted_account AND counter = wanted_counter AND total.partition > found.partition
        ORDER BY total.partition LIMIT 1
      ) AS next
    )
    SELECT json_agg(coalesce(full_partition, partition)) FROM found
  );
END $$;

-- Documents on a list in [first_ms, last_ms] behind a place.
CREATE FUNCTION list_documents(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted_list text := request->>'list';
  from_ms bigint := request->>'from_ms';
  to_ms bigint := request->>'to_ms';
  after_ms bigint := request->>'after_ms';
  after_key text := request->>'after_key';
  most bigint := request->>'limit';
BEGIN
  IF request->>'order' = 'oldest' THEN
    RETURN (
      SELECT json_agg(json_build_object(
        'key', coalesce(full_key, document.key), 'revision', revision, 'atMs', document.at_ms, 'body', body,
        'placeMs', page.at_ms
      ) ORDER BY page.at_ms, page.key)
      FROM (
        SELECT at_ms, key FROM listing
        WHERE list = wanted_list AND at_ms < to_ms AND (at_ms, key) > (after_ms, after_key)
        ORDER BY at_ms, key LIMIT most
      ) AS page JOIN document ON document.key = page.key
    );
  END IF;
  RETURN (
    SELECT json_agg(json_build_object(
      'key', coalesce(full_key, document.key), 'revision', revision, 'atMs', document.at_ms, 'body', body,
      'placeMs', page.at_ms
    ) ORDER BY page.at_ms DESC, page.key DESC)
    FROM (
      SELECT at_ms, key FROM listing
      WHERE list = wanted_list AND at_ms >= from_ms AND (at_ms, key) < (after_ms, after_key)
      ORDER BY at_ms DESC, key DESC LIMIT most
    ) AS page JOIN document ON document.key = page.key
  );
END $$;

CREATE FUNCTION record_json(history) RETURNS json LANGUAGE sql IMMUTABLE AS $$
  SELECT json_build_object(
    'account', $1.account, 'sequence', $1.sequence, 'atMs', $1.at_ms, 'type', $1.type, 'body', $1.body,
    'digest', $1.digest, 'hash', $1.hash, 'position', $1.position
  )
$$;

CREATE FUNCTION list_history(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted_account text := request->>'account';
  after_sequence bigint := request->>'after';
  most bigint := request->>'limit';
BEGIN
  RETURN (
    SELECT json_agg(record_json(page) ORDER BY page.sequence) FROM (
      SELECT * FROM history WHERE account = wanted_account AND sequence > after_sequence
      ORDER BY sequence LIMIT most
    ) AS page
  );
END $$;

-- Each type has a stretch of the index of its own; what they have in common is few enough to sort.
CREATE FUNCTION list_records(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  wanted_account text := request->>'account';
  from_ms bigint := request->>'from_ms';
  before_ms bigint := request->>'before_ms';
  before_sequence bigint := request->>'before_sequence';
  most bigint := request->>'limit';
BEGIN
  RETURN (
    SELECT json_agg(record_json(page)) FROM (
      SELECT one.* FROM jsonb_array_elements_text(request->'types') AS wanted (type)
      CROSS JOIN LATERAL (
        SELECT * FROM history
        WHERE account = wanted_account AND history.type = wanted.type
          AND at_ms >= from_ms AND (at_ms, sequence) < (before_ms, before_sequence)
        ORDER BY at_ms DESC, sequence DESC LIMIT most
      ) AS one
      ORDER BY at_ms DESC, sequence DESC LIMIT most
    ) AS page
  );
END $$;

CREATE FUNCTION list_outbox(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  most bigint := request->>'limit';
BEGIN
  RETURN (
    SELECT json_agg(record_json(history) ORDER BY waiting.position)
    FROM (SELECT * FROM outbox ORDER BY position LIMIT most) AS waiting
    JOIN history ON history.account = waiting.account AND history.sequence = waiting.sequence
  );
END $$;

CREATE FUNCTION acknowledge_records(request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  wanted_account text := request->>'account';
  last_sequence bigint := request->>'sequence';
BEGIN
  DELETE FROM outbox WHERE account = wanted_account AND sequence <= last_sequence;
  RETURN 'null';
END $$;

-- Rows of one table behind a place, for a copy of the ledger: see PortableRow. `place` is where the row is.
CREATE FUNCTION export_rows(request jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  after_text text := coalesce(request->'after'->>-1, '');
  after_id bigint := CASE WHEN request->>'kind' IN ('total', 'entry', 'record') THEN coalesce(request->'after'->>0, '0') END;
  most bigint := request->>'limit';
BEGIN
  RETURN CASE request->>'kind'
    WHEN 'document' THEN (
      SELECT json_agg(json_build_object(
        'place', json_build_array(page.key), 'row', json_build_object(
          'kind', 'document', 'key', coalesce(full_key, page.key), 'revision', revision, 'atMs', at_ms, 'body', body,
          'lists', (
            SELECT coalesce(json_agg(
              json_build_object('list', coalesce(full_list, list), 'atMs', at_ms) ORDER BY coalesce(full_list, list)
            ), '[]') FROM listing WHERE key = page.key
          )
        )
      ) ORDER BY page.key)
      FROM (SELECT * FROM document WHERE key > after_text ORDER BY key LIMIT most) AS page
    )
    WHEN 'head' THEN (
      SELECT json_agg(json_build_object(
        'place', json_build_array(account), 'row', json_build_object(
          'kind', 'head', 'account', account, 'sequence', sequence, 'hash', hash, 'latestMs', latest_ms,
          'movements', movements
        )
      ) ORDER BY account)
      FROM (SELECT * FROM head WHERE account > after_text ORDER BY account LIMIT most) AS page
    )
    WHEN 'total' THEN (
      SELECT json_agg(json_build_object(
        'place', json_build_array(id), 'row', json_build_object(
          'kind', 'total', 'account', account, 'counter', counter, 'partition', coalesce(full_partition, partition),
          'startMs', start_ms, 'openedAtMs', opened_at_ms, 'money', money::text, 'amount', amount::text, 'count', count
        )
      ) ORDER BY id)
      FROM (SELECT * FROM total WHERE id > after_id ORDER BY id LIMIT most) AS page
    )
    WHEN 'entry' THEN (
      SELECT json_agg(json_build_object(
        'place', json_build_array(page.total, page.spend), 'row', json_build_object(
          'kind', 'entry', 'account', account, 'counter', counter, 'partition', coalesce(full_partition, partition),
          'startMs', start_ms, 'spend', coalesce(full_key, page.spend), 'atMs', page.at_ms,
          'money', page.money::text, 'amount', page.amount::text, 'count', page.count
        )
      ) ORDER BY page.total, page.spend)
      FROM (
        SELECT * FROM sliding_entry WHERE (total, spend) > (after_id, after_text) ORDER BY total, spend LIMIT most
      ) AS page
      JOIN total ON total.id = page.total LEFT JOIN document ON document.key = page.spend
    )
    WHEN 'record' THEN (
      SELECT json_agg(json_build_object(
        'place', json_build_array(page.sequence, page.account), 'row', json_build_object(
          'kind', 'record', 'account', page.account, 'sequence', page.sequence, 'atMs', at_ms, 'type', type, 'body', body,
          'digest', digest, 'hash', hash, 'position', page.position, 'isWaiting', outbox.position IS NOT NULL
        )
      ) ORDER BY page.account, page.sequence)
      FROM (
        SELECT * FROM history WHERE (account, sequence) > (after_text, after_id) ORDER BY account, sequence LIMIT most
      ) AS page
      LEFT JOIN outbox ON outbox.position = page.position
    )
  END;
END $$;

-- Takes rows over as they are.
CREATE FUNCTION import_rows(request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  positions regclass := pg_get_serial_sequence('history', 'position');
BEGIN
  INSERT INTO document (key, full_key, revision, at_ms, body)
  SELECT key, full_key, revision, at_ms, body FROM jsonb_populate_recordset(NULL::document, request->'documents');
  INSERT INTO listing (list, full_list, at_ms, key)
  SELECT list, full_list, at_ms, key FROM jsonb_populate_recordset(NULL::listing, request->'listings');
  INSERT INTO head SELECT * FROM jsonb_populate_recordset(NULL::head, request->'heads');
  INSERT INTO total (account, counter, partition, full_partition, start_ms, opened_at_ms, money, amount, count)
  SELECT account, counter, partition, full_partition, start_ms, opened_at_ms, money, amount, count
  FROM jsonb_populate_recordset(NULL::total, request->'totals');
  INSERT INTO sliding_entry (total, spend, at_ms, money, amount, count)
  SELECT total.id, entry.spend, entry.at_ms, entry.money, entry.amount, entry.count
  FROM jsonb_to_recordset(request->'entries') AS entry (
    account text, counter text, partition text, start_ms bigint, spend text, at_ms bigint, money numeric, amount numeric,
    count bigint
  ) JOIN total USING (account, counter, partition, start_ms);
  INSERT INTO history (account, sequence, at_ms, type, body, digest, hash, position) OVERRIDING SYSTEM VALUE
  SELECT account, sequence, at_ms, type, body, digest, hash, position
  FROM jsonb_populate_recordset(NULL::history, request->'records');
  INSERT INTO outbox SELECT * FROM jsonb_populate_recordset(NULL::outbox, request->'outbox');
  -- Later records stand behind these.
  PERFORM setval(positions, greatest(max(position), nextval(positions)))
  FROM jsonb_populate_recordset(NULL::history, request->'records') HAVING count(*) > 0;
  RETURN 'null';
END $$;

-- The functions that are called from outside find the ledger's tables whatever the caller's search path, and use the indexes
-- whatever the caller's planner settings and the age of the statistics.
DO $$
DECLARE
  called text;
BEGIN
  FOREACH called IN ARRAY ARRAY[
    'commit_steps', 'read_state', 'list_partitions', 'list_documents', 'list_history', 'list_records', 'list_outbox',
    'acknowledge_records', 'export_rows', 'import_rows'
  ] LOOP
    EXECUTE format(
      'ALTER FUNCTION %I(jsonb) SET search_path TO %I, pg_temp SET plan_cache_mode TO force_generic_plan SET jit TO off
       SET enable_seqscan TO off SET enable_bitmapscan TO off SET enable_hashjoin TO off SET enable_mergejoin TO off',
      called, current_schema()
    );
  END LOOP;
END $$;
