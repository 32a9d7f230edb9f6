"""VBA projects written from text: no Excel, no other program; equal sources give equal bytes."""
