"""Files of support routes: read with every fault named by its line, written, compared."""
