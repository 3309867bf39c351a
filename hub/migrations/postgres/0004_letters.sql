-- Where each device stood in the feed when it wrote the last letter of a satchel that was read.
CREATE TABLE letters (
    device BYTEA NOT NULL PRIMARY KEY REFERENCES devices (id),
    -- As the hub gave it to the device; empty: at the beginning.
    cursor BYTEA NOT NULL
);
