-- The modules this home knows: whether each is open, and where it is found.

CREATE TABLE modules (
    module_name TEXT PRIMARY KEY,
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
    route_prefix TEXT NOT NULL UNIQUE,
    local_data_path TEXT NOT NULL
);
