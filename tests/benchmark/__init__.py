"""How good the converter is on real pages, beside the best of its peers: `make benchmark`."""
