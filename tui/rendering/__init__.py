"""From text and layers to rows of styled cells: the only place where offsets become cells."""
