"""From lists of dossiers to the figures of the annex: readers, definitions as data, engines, lists to act on."""
