"""Every indicator there is, by subject."""

from paramountcy.indicators import assessment, need, need_plan, outcome, protection, referral, section_47
from paramountcy.indicators.shape import Indicators

INDICATORS = Indicators.of(referral, assessment, section_47, need, need_plan, protection, outcome)
