"""A charge point that behaves: cloud bridge, device link and zappi, as the vendor documents them."""
