-- What one exchange brings is a few thousand bytes a row. Rows of two thousand and more would be cut up and kept elsewhere, in
-- pieces with an index of their own; up to a page they now stay where they are.
ALTER TABLE spans SET (toast_tuple_target = 8160);
ALTER TABLE feed SET (toast_tuple_target = 8160);
