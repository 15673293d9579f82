-- Released with version 1 of the service.
CREATE TABLE parcels (
    code      TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL
);
