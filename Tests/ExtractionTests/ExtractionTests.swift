// Filled in by the first slice.
