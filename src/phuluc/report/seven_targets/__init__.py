"""The report of family bay-chi-tieu: section 1 an item per indicator, section 2 the units that missed targets."""
