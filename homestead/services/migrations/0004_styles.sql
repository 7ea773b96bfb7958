-- How it looks when somebody is at the front: one row for each alter that has a look of
-- their own, one without alter for the home itself. `tokens` is a JSON object; of those
-- that are pinned the one pinned last is worn, whoever is at the front.
CREATE TABLE styles (
    id INTEGER PRIMARY KEY,
    alter_id INTEGER REFERENCES alters (id),
    tokens TEXT NOT NULL DEFAULT '{}',
    pinned_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX styles_whose ON styles (coalesce(alter_id, 0));
