-- The key an asker gave with a request: what arrives twice with the same is done once.
ALTER TABLE changes ADD COLUMN once TEXT;
CREATE UNIQUE INDEX changes_once ON changes (actor, once) WHERE once IS NOT NULL;
