"""Working workbooks built from a layout with XlsxWriter: one module a sheet."""
