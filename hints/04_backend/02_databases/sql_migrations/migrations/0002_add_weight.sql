-- A new file, because 0001 was released: databases out there have applied it as it is. The column
-- may be NULL, for "never on the scales"; a default of 0 would be a weight that nobody measured.
ALTER TABLE parcels ADD COLUMN weight_grams INTEGER;
