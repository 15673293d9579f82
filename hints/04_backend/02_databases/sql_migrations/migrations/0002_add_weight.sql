-- 0001 is released: databases have run it as it is, so the change is in a new file. The column may be NULL, which
-- means "nobody has weighed it". A default of 0 would be a weight that nobody measured.
ALTER TABLE parcels ADD COLUMN weight_grams INTEGER;
