"""How Hypothesis runs here: how often says `often.py`; a failure is shown as found, for making it small takes minutes.

`HYPOTHESIS_PROFILE=small pytest ...` makes it small all the same.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

from tests.properties.often import TIMES

settings.register_profile(
    "quick",
    derandomize=TIMES == 1,
    deadline=None,
    max_examples=12 * TIMES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("small", settings.get_profile("quick"), phases=[Phase.explicit, Phase.generate, Phase.shrink])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
