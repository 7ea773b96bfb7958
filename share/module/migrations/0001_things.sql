-- What the garden keeps. A change later on is a file of its own: 0002_….sql

CREATE TABLE things (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
