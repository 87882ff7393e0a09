"""A notebook pays only for what it names."""

import subprocess
import sys


def test_importing_helpers_loads_nothing_heavy():
    code = "import sys, helpers; print(*{'numpy', 'matplotlib', 'ipywidgets'} & set(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
