-- Who may come in. Of every secret only its hash is kept; `folded` is the name as it is
-- compared: whatever the case, and however its letters are encoded.

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'resident', 'guest')),
    password_hash TEXT NOT NULL,
    any_alter INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    disabled_at BIGINT,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX users_folded ON users (folded) WHERE deleted_at IS NULL;

-- Whom a user may act as, unless `any_alter`: that an alter goes never makes it more.
CREATE TABLE user_alters (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    alter_id INTEGER NOT NULL REFERENCES alters (id),
    UNIQUE (user_id, alter_id)
);
CREATE INDEX user_alters_alter ON user_alters (alter_id);

-- A browser in which this user has signed in before. It opens nothing; it only keeps
-- the failures of strangers from slowing this user down.
CREATE TABLE devices (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    token_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    UNIQUE (user_id, token_hash)
);

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    device_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    acting_id INTEGER REFERENCES alters (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE INDEX sessions_device ON sessions (device_id);
CREATE INDEX sessions_acting ON sessions (acting_id);

CREATE TABLE tokens (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX tokens_name ON tokens (user_id, name) WHERE revoked_at IS NULL;

-- Links that make an account, each once: so far the first owner's.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'resident', 'guest')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

-- The audit log only grows: whoever runs SQL here by mistake is refused too.
CREATE TRIGGER audit_log_never_changes BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_never_shrinks BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_is_never_replaced BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
