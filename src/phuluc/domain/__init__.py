"""The pure core: rates, attainment, ranking, scores, units, periods, Vietnamese numbers. Standard library only."""
