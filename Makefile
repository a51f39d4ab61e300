# The commands of the house; each installs what it needs by itself.
PYTHON ?= python3

.PHONY: run reset-demo test test-deep bench screenshots

run:
	@exec $(PYTHON) mnic/launcher/bootstrap.py run

reset-demo:
	@exec $(PYTHON) mnic/launcher/bootstrap.py reset-demo

test:
	@exec $(PYTHON) mnic/launcher/bootstrap.py test

test-deep:
	@MNIC_DEEP=1 exec $(PYTHON) mnic/launcher/bootstrap.py test

bench:
	@exec $(PYTHON) mnic/launcher/bootstrap.py bench

screenshots:
	@exec $(PYTHON) mnic/launcher/bootstrap.py screenshots
