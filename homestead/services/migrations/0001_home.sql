-- The home's own records. Times are UTC milliseconds; colours '#rrggbb'; lists and
-- objects are JSON text. What a person deletes keeps its row and gets `deleted_at`.

CREATE TABLE system (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    pronouns TEXT NOT NULL DEFAULT '',
    tag TEXT NOT NULL DEFAULT '',
    color TEXT,
    avatar TEXT,
    avatar_url TEXT,
    time_zone TEXT NOT NULL DEFAULT '',
    privacy TEXT NOT NULL DEFAULT 'private',
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE alters (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'alter' CHECK (kind IN ('alter', 'custom')),
    pronouns TEXT NOT NULL DEFAULT '',
    color TEXT,
    description TEXT NOT NULL DEFAULT '',
    birthday TEXT,
    birthday_year_hidden INTEGER NOT NULL DEFAULT 0,
    tags TEXT NOT NULL DEFAULT '[]',
    proxy_tags TEXT NOT NULL DEFAULT '[]',
    keep_proxy INTEGER NOT NULL DEFAULT 0,
    autoproxy INTEGER NOT NULL DEFAULT 1,
    privacy TEXT NOT NULL DEFAULT 'private'
        CHECK (privacy IN ('private', 'trusted', 'friends', 'public')),
    avatar TEXT,
    avatar_url TEXT,
    archived_at BIGINT,
    archived_reason TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX alters_handle ON alters (handle) WHERE deleted_at IS NULL;

CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    handle TEXT NOT NULL,
    parent_id INTEGER REFERENCES groups (id),
    name TEXT NOT NULL,
    display_name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    color TEXT,
    emoji TEXT NOT NULL DEFAULT '',
    subsystem INTEGER NOT NULL DEFAULT 0,
    privacy TEXT NOT NULL DEFAULT 'private'
        CHECK (privacy IN ('private', 'trusted', 'friends', 'public')),
    position INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX groups_handle ON groups (handle) WHERE deleted_at IS NULL;

CREATE TABLE group_members (
    id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    alter_id INTEGER NOT NULL REFERENCES alters (id),
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (group_id, alter_id)
);
CREATE INDEX group_members_alter ON group_members (alter_id);

CREATE TABLE fields (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'text' CHECK (type IN (
        'text', 'color', 'date', 'month', 'year', 'month_year', 'timestamp', 'month_day'
    )),
    markdown INTEGER NOT NULL DEFAULT 0,
    privacy TEXT NOT NULL DEFAULT 'private'
        CHECK (privacy IN ('private', 'trusted', 'friends', 'public')),
    position INTEGER NOT NULL DEFAULT 0,
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX fields_handle ON fields (handle) WHERE deleted_at IS NULL;

CREATE TABLE field_values (
    id INTEGER PRIMARY KEY,
    field_id INTEGER NOT NULL REFERENCES fields (id),
    alter_id INTEGER NOT NULL REFERENCES alters (id),
    value TEXT NOT NULL,
    UNIQUE (field_id, alter_id)
);
CREATE INDEX field_values_alter ON field_values (alter_id);

-- One unbroken stretch of one alter at the front: [started_at, ended_at).
-- `position` orders those who are there at once (the first named comes first).
CREATE TABLE fronts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    alter_id INTEGER NOT NULL REFERENCES alters (id),
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    tier TEXT NOT NULL DEFAULT 'primary'
        CHECK (tier IN ('primary', 'co-front', 'co-conscious')),
    position DOUBLE PRECISION NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    CHECK (ended_at IS NULL OR ended_at > started_at)
);
CREATE INDEX fronts_started ON fronts (started_at, id) WHERE deleted_at IS NULL;
CREATE INDEX fronts_ended ON fronts (ended_at, alter_id) WHERE deleted_at IS NULL;
CREATE INDEX fronts_deleted ON fronts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX fronts_alter ON fronts (alter_id, started_at) WHERE deleted_at IS NULL;

CREATE TABLE front_comments (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    front_id INTEGER NOT NULL REFERENCES fronts (id),
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    extra TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX front_comments_front ON front_comments (front_id);

-- A switch that changed nobody (the same people again, a switch-out after a
-- switch-out) leaves no trace in fronts; here it keeps its moment.
CREATE TABLE switch_marks (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL UNIQUE
);

-- Where a row came from. `snapshot` is what the source last said, as mapped, so that
-- a newer file changes only what changed over there.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    app TEXT NOT NULL,
    collection TEXT NOT NULL,
    source_id TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER,
    snapshot TEXT NOT NULL DEFAULT '',
    UNIQUE (app, collection, source_id)
);
CREATE INDEX sources_row ON sources (table_name, row_id);

-- What no module can show yet, kept whole until one takes it.
CREATE TABLE preserved (
    id INTEGER PRIMARY KEY,
    app TEXT NOT NULL,
    collection TEXT NOT NULL,
    source_id TEXT NOT NULL,
    record TEXT NOT NULL,
    preserved_at BIGINT NOT NULL,
    taken_by TEXT,
    taken_at BIGINT,
    UNIQUE (app, collection, source_id)
);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    app TEXT NOT NULL,
    at BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    report TEXT NOT NULL
);

-- The journal behind undo: each change with the rows it touched, before and after.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    summary TEXT NOT NULL,
    undone_at BIGINT
);
CREATE TABLE change_rows (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES changes (id),
    table_name TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX change_rows_change ON change_rows (change_id);

CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    at BIGINT NOT NULL,
    meta TEXT NOT NULL DEFAULT '{}'
);
