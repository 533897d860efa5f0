"""One module a group of layers; make.py runs them."""
