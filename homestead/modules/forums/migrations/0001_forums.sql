-- Where alters talk. Who is named by `who`, `author`, `starter` or `owner` is named by
-- their uid in app.db. Times are UTC milliseconds; what is deleted gets `deleted_at`.

-- `owner` is whose board or notes it is. `limited`: only for those in category_limits.
-- `private`: threads begun here are between the owner and whoever begins them.
-- The counters count what everybody may see; triggers keep them.
CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'open' CHECK (kind IN ('open', 'board', 'notes')),
    owner TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    color TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    limited INTEGER NOT NULL DEFAULT 0,
    guests INTEGER NOT NULL DEFAULT 0,
    private INTEGER NOT NULL DEFAULT 0,
    threads INTEGER NOT NULL DEFAULT 0,
    posts INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    archived_at BIGINT,
    deleted_at BIGINT
);
CREATE UNIQUE INDEX categories_owner ON categories (kind, owner) WHERE owner <> '';

-- Somewhere to begin; it is the same in every home, to the moment, so that exports fit
-- together.
INSERT INTO categories (uid, name, description, position, created_at, updated_at)
VALUES (
    'general', 'General', 'Anything that has no place of its own yet.', 0, 0, 0
);

-- `uid` is an alter's or a group's.
CREATE TABLE category_limits (
    id INTEGER PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    uid TEXT NOT NULL,
    UNIQUE (category_id, uid)
);

-- `posts` counts every post there ever was in it: the number of the last one.
CREATE TABLE threads (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    title TEXT NOT NULL,
    starter TEXT NOT NULL,
    private INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    posts INTEGER NOT NULL DEFAULT 0,
    last_post_id INTEGER NOT NULL DEFAULT 0,
    last_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    locked_at BIGINT,
    hidden_at BIGINT,
    deleted_at BIGINT,
    merged_into INTEGER REFERENCES threads (id)
);
CREATE INDEX threads_category ON threads (category_id, pinned, last_at)
    WHERE deleted_at IS NULL;
CREATE INDEX threads_shown ON threads (category_id, last_at)
    WHERE deleted_at IS NULL AND hidden_at IS NULL AND private = 0;
CREATE INDEX threads_latest ON threads (last_at) WHERE deleted_at IS NULL;
CREATE INDEX threads_deleted ON threads (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE thread_members (
    id INTEGER PRIMARY KEY,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    who TEXT NOT NULL,
    UNIQUE (thread_id, who)
);
CREATE INDEX thread_members_alter ON thread_members (who, thread_id);

CREATE TABLE thread_tags (
    id INTEGER PRIMARY KEY,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    tag TEXT NOT NULL,
    UNIQUE (thread_id, tag)
);
CREATE INDEX thread_tags_tag ON thread_tags (tag, thread_id);

-- `seq` numbers the posts of a thread by time, without gaps. `path` puts a reply after
-- what it answers: the numbers of all above it and its own. `facets` are words that a
-- search can ask for: who wrote it, what is in it. `fronting` tells who was at the
-- front: [[uid, tier], ...]. `html` is what `renderer` made of `text`, `excerpt` how it
-- begins, without what is hidden.
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    seq INTEGER NOT NULL,
    parent_id INTEGER REFERENCES posts (id),
    path TEXT NOT NULL,
    depth INTEGER NOT NULL DEFAULT 0,
    author TEXT NOT NULL,
    score INTEGER NOT NULL DEFAULT 0,
    replies INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    edited_by TEXT,
    hidden_at BIGINT,
    deleted_at BIGINT,
    deleted_by TEXT,
    purged_at BIGINT,
    written_by TEXT NOT NULL,
    fronting TEXT NOT NULL DEFAULT '[]',
    facets TEXT NOT NULL DEFAULT '',
    renderer INTEGER NOT NULL DEFAULT 0,
    excerpt TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    html TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX posts_seq ON posts (thread_id, seq);
CREATE INDEX posts_path ON posts (thread_id, path);
CREATE INDEX posts_parent ON posts (parent_id);
CREATE INDEX posts_deleted ON posts (deleted_at)
    WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX posts_renderer ON posts (renderer);

CREATE TABLE post_authors (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    who TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (post_id, who)
);
CREATE INDEX post_authors_alter ON post_authors (who, post_id);

-- What a post said before it was edited; `number` is the version it was.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    number INTEGER NOT NULL,
    who TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (post_id, number)
);

CREATE TABLE votes (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    who TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (-1, 1)),
    at BIGINT NOT NULL,
    UNIQUE (post_id, who)
);

CREATE TABLE reactions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    who TEXT NOT NULL,
    emoji TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (post_id, who, emoji)
);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    who TEXT NOT NULL,
    seen_at BIGINT,
    UNIQUE (post_id, who)
);
CREATE INDEX mentions_alter ON mentions (who, post_id);
CREATE INDEX mentions_unseen ON mentions (who) WHERE seen_at IS NULL;

CREATE TABLE polls (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    post_id INTEGER NOT NULL UNIQUE REFERENCES posts (id),
    question TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('single', 'multiple', 'yesno')),
    hidden INTEGER NOT NULL DEFAULT 0,
    closes_at BIGINT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE poll_options (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    poll_id INTEGER NOT NULL REFERENCES polls (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    color TEXT
);
CREATE INDEX poll_options_poll ON poll_options (poll_id, position);

CREATE TABLE poll_votes (
    id INTEGER PRIMARY KEY,
    poll_id INTEGER NOT NULL REFERENCES polls (id),
    option_id INTEGER NOT NULL REFERENCES poll_options (id),
    who TEXT NOT NULL,
    comment TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    UNIQUE (poll_id, option_id, who)
);

-- `name` is what a file is kept as, below the uploads: the sum of its content.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    picture INTEGER NOT NULL,
    added_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- The files a post shows or has shown; those of earlier versions too.
CREATE TABLE post_files (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    file_id INTEGER NOT NULL REFERENCES files (id),
    UNIQUE (post_id, file_id)
);
CREATE INDEX post_files_file ON post_files (file_id);

-- How far each alter has read each thread: the number of the last post they saw.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    thread_id INTEGER NOT NULL REFERENCES threads (id),
    seq INTEGER NOT NULL,
    UNIQUE (who, thread_id)
);
CREATE INDEX marks_thread ON marks (thread_id);

-- When each alter was here last, and the time before.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL UNIQUE,
    seen_at BIGINT NOT NULL,
    before_at BIGINT
);

CREATE TABLE follows (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('thread', 'category')),
    target INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('watch', 'mute')),
    UNIQUE (who, kind, target)
);

CREATE TABLE bookmarks (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    note TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    UNIQUE (who, post_id)
);
CREATE INDEX bookmarks_post ON bookmarks (post_id);

-- `place` is where it is being written: 'new:3' (a category), 'thread:12', 'reply:99'
-- and 'edit:99' (posts), 'board:seles'.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    place TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 0,
    updated_at BIGINT NOT NULL,
    UNIQUE (who, place)
);
CREATE INDEX drafts_place ON drafts (place);

-- A feed sees what its user sees as that alter; only the sum of its token is kept.
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    user_id INTEGER,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('thread', 'category', 'all')),
    target INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

-- Where a row came from, so that nothing comes twice.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    app TEXT NOT NULL,
    collection TEXT NOT NULL,
    source_id TEXT NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id),
    UNIQUE (app, collection, source_id)
);

-- The keys of requests that were carried out, and what came of each.
CREATE TABLE onces (
    id INTEGER PRIMARY KEY,
    actor TEXT NOT NULL,
    once TEXT NOT NULL,
    made INTEGER NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (actor, once)
);
CREATE INDEX onces_at ON onces (at);

CREATE VIRTUAL TABLE post_words USING fts5 (
    text, facets, content = 'posts', content_rowid = 'id', prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER posts_found AFTER INSERT ON posts BEGIN
    INSERT INTO post_words (rowid, text, facets)
    VALUES (NEW.id, NEW.text, NEW.facets);
END;
CREATE TRIGGER posts_lost AFTER DELETE ON posts BEGIN
    INSERT INTO post_words (post_words, rowid, text, facets)
    VALUES ('delete', OLD.id, OLD.text, OLD.facets);
END;
CREATE TRIGGER posts_found_anew AFTER UPDATE OF text, facets ON posts BEGIN
    INSERT INTO post_words (post_words, rowid, text, facets)
    VALUES ('delete', OLD.id, OLD.text, OLD.facets);
    INSERT INTO post_words (rowid, text, facets)
    VALUES (NEW.id, NEW.text, NEW.facets);
END;

CREATE VIRTUAL TABLE thread_words USING fts5 (
    title, content = 'threads', content_rowid = 'id', prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER threads_found AFTER INSERT ON threads BEGIN
    INSERT INTO thread_words (rowid, title) VALUES (NEW.id, NEW.title);
END;
CREATE TRIGGER threads_lost AFTER DELETE ON threads BEGIN
    INSERT INTO thread_words (thread_words, rowid, title)
    VALUES ('delete', OLD.id, OLD.title);
END;
CREATE TRIGGER threads_found_anew AFTER UPDATE OF title ON threads BEGIN
    INSERT INTO thread_words (thread_words, rowid, title)
    VALUES ('delete', OLD.id, OLD.title);
    INSERT INTO thread_words (rowid, title) VALUES (NEW.id, NEW.title);
END;

-- What everybody may see of a thread counts in its category.
CREATE TRIGGER threads_begun AFTER INSERT ON threads
WHEN NEW.private = 0 AND NEW.hidden_at IS NULL AND NEW.deleted_at IS NULL
BEGIN
    UPDATE categories SET threads = threads + 1, posts = posts + NEW.posts
    WHERE id = NEW.category_id;
END;
CREATE TRIGGER threads_gone AFTER DELETE ON threads
WHEN OLD.private = 0 AND OLD.hidden_at IS NULL AND OLD.deleted_at IS NULL
BEGIN
    UPDATE categories SET threads = threads - 1, posts = posts - OLD.posts
    WHERE id = OLD.category_id;
END;
CREATE TRIGGER threads_counted_before
AFTER UPDATE OF category_id, private, hidden_at, deleted_at, posts ON threads
WHEN OLD.private = 0 AND OLD.hidden_at IS NULL AND OLD.deleted_at IS NULL
BEGIN
    UPDATE categories SET threads = threads - 1, posts = posts - OLD.posts
    WHERE id = OLD.category_id;
END;
CREATE TRIGGER threads_counted_now
AFTER UPDATE OF category_id, private, hidden_at, deleted_at, posts ON threads
WHEN NEW.private = 0 AND NEW.hidden_at IS NULL AND NEW.deleted_at IS NULL
BEGIN
    UPDATE categories SET threads = threads + 1, posts = posts + NEW.posts
    WHERE id = NEW.category_id;
END;

CREATE TRIGGER votes_given AFTER INSERT ON votes BEGIN
    UPDATE posts SET score = score + NEW.value WHERE id = NEW.post_id;
END;
CREATE TRIGGER votes_taken_back AFTER DELETE ON votes BEGIN
    UPDATE posts SET score = score - OLD.value WHERE id = OLD.post_id;
END;
