"""One file a noun; each view reads the request, makes one call, and gives the answer its shape."""
