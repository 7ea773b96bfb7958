-- How the modules are set up: what differs from the default each of them declares.

CREATE TABLE module_settings (
    module_name TEXT NOT NULL REFERENCES modules (module_name),
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (module_name, key)
);
